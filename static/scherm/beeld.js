// A picture of a Plotly chart at a fixed size, with the title and the source laid out anew.
//
// Streamlit does not hand out Plotly itself, only the drawn chart. Its (hidden) download button
// copies `gd.layout` at once, so a layout of our own stands there for the length of one click; the
// file it offers is caught and returned.
const MATEN = { breed: [1600, 900], vierkant: [1080, 1080] };
const SMALST = { breed: 640, vierkant: 432 }; // at which 13 px of the chart is 18 pt on a slide
// A picture cannot use the typeface of the page; measured and drawn with one that the system has.
const LETTER = "Arial, Helvetica, Liberation Sans, sans-serif";
const BOVEN = 30, REGEL = 20, ONDER = 52, BRONREGEL = 15, BRONAFSTAND = 38, RAND = 8, LINKS = 56;

const meter = document.createElement("canvas").getContext("2d");
const kaal = (t) => String(t ?? "").replace(/<br>/g, " ").replace(/<\/?b>/g, "").replace(/ +/g, " ").trim();

function breek(tekst, breedte, letter) {
  meter.font = letter;
  const regels = [];
  for (const woord of tekst.split(" ")) {
    const laatste = regels.at(-1);
    if (laatste !== undefined && meter.measureText(`${laatste} ${woord}`).width <= breedte) regels[regels.length - 1] = `${laatste} ${woord}`;
    else regels.push(woord);
  }
  return regels;
}

const meet = (tekst, font, vet) => {
  meter.font = `${vet ? "bold " : ""}${font?.size ?? 13}px ${LETTER}`;
  return Math.max(...String(tekst).split("<br>").map((r) => meter.measureText(kaal(r)).width));
};

// Room at the right for labels that stand beside the last point.
const maakRechts = (opmaak) => Math.max(2 * RAND, opmaak.margin?.r > 40 ? 0 : opmaak.margin?.r ?? 0,
  ...(opmaak.annotations ?? []).filter((a) => a.xanchor === "left" && a.xshift > 0).map((a) => a.xshift + meet(a.text, a.font, a.font?.weight > 500) + RAND));

// The layout for a picture of `breedte` logical pixels, and the height that it needs.
function maakOpmaak(gd, breedte, kenmerk) {
  const opmaak = structuredClone(gd.layout);
  const bron = opmaak.annotations?.find((a) => a.name === "bron");
  const ruimte = breedte - 4 * RAND;
  const titel = breek(kaal(opmaak.title?.text), ruimte, `bold ${opmaak.title?.font?.size ?? 15}px ${LETTER}`);
  const extra = bron ? -bron.yshift - BRONAFSTAND : 0;
  const onder = bron ? breek(`${kaal(bron.text)} Kenmerk\u00a0${kenmerk.replaceAll("-", "\u2011")}.`, ruimte - LINKS, `${bron.font.size}px ${LETTER}`) : [];
  if (opmaak.title) opmaak.title = { ...opmaak.title, text: `<b>${titel.join(" <br>")}</b>`, pad: { ...opmaak.title.pad, l: 2 * RAND } };
  if (bron) bron.text = onder.join(" <br>");
  opmaak.font = { ...opmaak.font, family: LETTER };
  opmaak.margin = {
    ...opmaak.margin,
    l: Math.max(opmaak.margin?.l ?? 0, 2 * RAND),
    r: maakRechts(opmaak),
    t: BOVEN + REGEL * titel.length,
    b: ONDER + extra + BRONREGEL * onder.length,
  };
  delete opmaak.width;
  delete opmaak.height;
  opmaak.autosize = false;
  return { opmaak, hoogte: opmaak.margin.t + opmaak.margin.b + (opmaak.meta?.minimaal ?? 190) };
}

function pas(gd, vorm, kenmerk) {
  const [w, h] = MATEN[vorm];
  let breedte = SMALST[vorm];
  let plan = maakOpmaak(gd, breedte, kenmerk);
  while (plan.hoogte > (breedte * h) / w && breedte < 2.5 * SMALST[vorm]) {
    breedte += 16;
    plan = maakOpmaak(gd, breedte, kenmerk);
  }
  return { opmaak: plan.opmaak, width: breedte, height: (breedte * h) / w, scale: w / breedte };
}

// Catch the file that the hidden button offers for download.
function vang(naam, wachttijd) {
  return new Promise((klaar, mis) => {
    const hoor = (gebeurtenis) => {
      const link = gebeurtenis.target;
      if (!(link instanceof HTMLAnchorElement) || link.download !== naam) return;
      gebeurtenis.preventDefault();
      gebeurtenis.stopImmediatePropagation();
      stop();
      fetch(link.href).then((a) => a.blob()).then(klaar, mis);
    };
    const klok = setTimeout(() => { stop(); mis(new Error("te laat")); }, wachttijd);
    const stop = () => { clearTimeout(klok); window.removeEventListener("click", hoor, true); };
    window.addEventListener("click", hoor, true);
  });
}

let rij = Promise.resolve(); // one picture at a time

export function makeBeeld(gd, opties) {
  const volgende = rij.then(() => maak(gd, opties));
  rij = volgende.catch(() => {});
  return volgende;
}

async function maak(gd, { soort, vorm, kenmerk }) {
  const knop = gd?.querySelector(".modebar-btn");
  if (!knop) throw new Error("geen grafiek");
  const { opmaak, ...maat } = pas(gd, vorm, kenmerk);
  const naam = `beeld-${Date.now()}`;
  const beeld = vang(`${naam}.${soort}`, 20000);
  const [oudeOpmaak, oudeOpties] = [gd.layout, gd._context.toImageButtonOptions];
  gd.layout = opmaak;
  gd._context.toImageButtonOptions = { format: soort, filename: naam, ...maat };
  try {
    knop.click();
  } finally {
    gd.layout = oudeOpmaak;
    gd._context.toImageButtonOptions = oudeOpties;
  }
  return beeld;
}
