// A picture of a Plotly chart at a fixed size, with the title and the source laid out anew.
//
// Streamlit does not hand out Plotly itself, only the drawn chart. Its (hidden) download button
// copies `gd.layout` and `gd.data` at once, so those of our own stand there for the length of one
// click; the file it offers is caught and returned.
const { zetNamen } = await import(`./kaartnamen.js${new URL(import.meta.url).search}`);
const MATEN = { breed: [1600, 900], vierkant: [1080, 1080] };
const SMALST = { breed: 640, vierkant: 432 }; // at which 13 px of the chart is 18 pt on a slide
// A file cannot take along the typeface of the page; measured and drawn with one that the system has.
const LETTER = "Arial, Helvetica, Liberation Sans, sans-serif";
const PAGINALETTER = "Source Sans, Source Sans Pro, Segoe UI, Arial, sans-serif"; // welvaart/grafieken/thema.py
const LEESBAAR = 14 / 13; // on a phone 13 px of the chart is 14 px
// Sizes of names on a map, largest first: of the own area, of those of the region, of neighbours.
const NAAMMATEN = { pagina: [[13, 12], [12, 11], [11]], beeld: [[13], [13], [13]] }; // 13 in a picture is 18 pt on a slide
const DICHTBIJ = 0.04; // room around a region in a picture, as a part of its longer side
const SMALLER = 0.62; // a degree of longitude over one of latitude, in the Netherlands
const SLEUTEL = 52; // of a legend: what stands beside its texts
const KAARTHOOGTE = 470; // of a map on the page, for which its borders were chosen
const BOVEN = 30, REGEL = 20, ONDER = 52, BRONREGEL = 15, BRONAFSTAND = 38, RAND = 8, LINKS = 56;

const meter = document.createElement("canvas").getContext("2d");
let lettertype = LETTER; // of the picture that is being laid out: one at a time
const kaal = (t) => String(t ?? "").replace(/- ?<br>/g, "-").replace(/<br>/g, " ").replace(/<\/?b>/g, "").replace(/ +/g, " ").trim();

// A kenmerk of an own region can be longer than a line: only then it breaks, behind a hyphen.
function splits(woord, breedte) {
  if (meter.measureText(woord).width <= breedte) return [woord];
  return woord.split(/(?<=\u2011)/).reduce((delen, deel) => {
    if (meter.measureText(delen.at(-1) + deel).width <= breedte) delen.push(delen.pop() + deel);
    else delen.push(deel);
    return delen;
  }, [""]).filter(Boolean);
}

function breek(tekst, breedte, letter) {
  meter.font = letter;
  const regels = [];
  for (const woord of tekst.split(" ").flatMap((w) => splits(w, breedte))) {
    const laatste = regels.at(-1);
    if (laatste !== undefined && meter.measureText(`${laatste} ${woord}`).width <= breedte) regels[regels.length - 1] = `${laatste} ${woord}`;
    else regels.push(woord);
  }
  return regels;
}

const meet = (tekst, font, vet) => {
  meter.font = `${vet ? "bold " : ""}${font?.size ?? 13}px ${lettertype}`;
  return Math.max(...String(tekst).split("<br>").map((r) => meter.measureText(kaal(r)).width));
};

// Room at the right for labels that stand beside the last point.
const maakRechts = (opmaak) => Math.max(2 * RAND, opmaak.meta?.cijfers ?? 0, opmaak.margin?.r > 40 ? 0 : opmaak.margin?.r ?? 0,
  ...(opmaak.annotations ?? []).filter((a) => a.xanchor === "left" && a.xshift > 0).map((a) => a.xshift + meet(a.text, a.font, a.font?.weight > 500) + RAND));

// Room at the left for names along the axis, which are wider here than on the page.
const maakLinks = (opmaak) => Math.max(2 * RAND, opmaak.margin?.l ?? 0,
  ...(opmaak.yaxis?.ticktext ?? []).map((t) => meet(t, { size: 13 }, /<b>/.test(t)) + 2 * RAND),
  ...(opmaak.annotations ?? []).filter((a) => a.xanchor === "right" && a.xshift < 0).map((a) => meet(a.text, a.font, a.font?.weight > 500) - a.xshift + RAND));

const getAssen = (opmaak) => Object.keys(opmaak).filter((k) => /^[xy]axis/.test(k)).flatMap((k) => [opmaak[k].title, { font: opmaak[k].tickfont }]);

// Give text that is smaller than `kleinste` that size.
function vergroot(teksten, kleinste) {
  for (const t of teksten) if (t?.font?.size < kleinste) t.font.size = kleinste;
}

// A map of a region comes closer in a picture, and has its legend at the left where that is wide:
// a name must be 18 pt there, and what is low on a slide is better not lost to a legend.
function pasKaart(gd, opmaak, breedte, naast) {
  if (!opmaak.meta?.kern) return;
  const [west, zuid, oost, noord] = opmaak.meta.kern;
  const rand = DICHTBIJ * Math.max((oost - west) * SMALLER, noord - zuid);
  const knip = (as, van, tot) => { as.range = [Math.max(as.range[0], van), Math.min(as.range[1], tot)]; };
  knip(opmaak.geo.lonaxis, west - rand / SMALLER, oost + rand / SMALLER);
  knip(opmaak.geo.lataxis, zuid - rand, noord + rand);
  if (!naast) return;
  const namen = gd.data.filter((s) => s.showlegend).map((s) => s.name);
  const kolom = Math.max(...namen.map((n) => meet(n, opmaak.legend.font))) + SLEUTEL;
  opmaak.legend = { ...opmaak.legend, orientation: "v", x: 0, y: 1 };
  opmaak.geo.domain = { x: [kolom / (breedte - 4 * RAND), 1], y: [0, 1] };
  opmaak.annotations.find((a) => a.name === "bron").yshift = -12;
}

// The layout for a picture of `breedte` logical pixels, and the height that it needs; no text beside
// the axes gets smaller than `kleinste`.
function maakOpmaak(gd, breedte, kenmerk, { kleinste = 0, naast = false } = {}) {
  const opmaak = structuredClone(gd.layout);
  pasKaart(gd, opmaak, breedte, naast);
  const bron = opmaak.annotations?.find((a) => a.name === "bron");
  const ruimte = breedte - 4 * RAND;
  const titel = breek(kaal(opmaak.title?.text), ruimte, `bold ${opmaak.title?.font?.size ?? 15}px ${lettertype}`);
  const extra = bron ? -bron.yshift - BRONAFSTAND : 0;
  vergroot([bron], kleinste);
  const regel = bron ? Math.max(BRONREGEL, 1.35 * bron.font.size) : BRONREGEL;
  const onder = bron ? breek(`${kaal(bron.text)} Kenmerk\u00a0${kenmerk.replaceAll("-", "\u2011")}.`, ruimte - LINKS, `${bron.font.size}px ${lettertype}`) : [];
  if (opmaak.title) opmaak.title = { ...opmaak.title, text: `<b>${titel.join(" <br>")}</b>`, pad: { ...opmaak.title.pad, l: 2 * RAND } };
  if (bron) bron.text = onder.join(" <br>");
  opmaak.font = { ...opmaak.font, family: lettertype };
  vergroot([...(opmaak.annotations ?? []), ...getAssen(opmaak)], kleinste);
  const links = maakLinks(opmaak);
  if (bron) bron.xshift = 2 * RAND - links;
  opmaak.margin = {
    ...opmaak.margin,
    l: links,
    r: maakRechts(opmaak),
    t: BOVEN + REGEL * titel.length,
    b: ONDER + extra + regel * onder.length,
  };
  delete opmaak.width;
  delete opmaak.height;
  opmaak.autosize = false;
  return { opmaak, hoogte: opmaak.margin.t + opmaak.margin.b + (opmaak.meta?.minimaal ?? 190) };
}

// A slide on a screen too small for 16:9: as wide as the screen, as high as the chart asks.
function pasSmal(gd, { breedte, hoogte }, kenmerk) {
  const plan = maakOpmaak(gd, Math.round(breedte / LEESBAAR), kenmerk, { kleinste: 13 });
  const ruim = Math.min(hoogte / LEESBAAR, 1.5 * plan.hoogte);
  return { opmaak: plan.opmaak, width: Math.round(breedte / LEESBAAR), height: Math.round(Math.max(plan.hoogte, ruim)), scale: 1 };
}

// Whether a slide of 16:9 that fits in this box would be too small to read.
export const isSmal = ({ breedte, hoogte }) => Math.min(breedte / SMALST.breed, (hoogte * 16) / 9 / SMALST.breed) < LEESBAAR;

function pas(gd, { vorm, kenmerk, scherm }) {
  lettertype = scherm ? PAGINALETTER : LETTER;
  if (scherm && isSmal(scherm)) return pasSmal(gd, scherm, kenmerk);
  const [w, h] = MATEN[vorm];
  let breedte = SMALST[vorm];
  const hoe = { naast: vorm === "breed" };
  let plan = maakOpmaak(gd, breedte, kenmerk, hoe);
  while (plan.hoogte > (breedte * h) / w && breedte < 2.5 * SMALST[vorm]) {
    breedte += 16;
    plan = maakOpmaak(gd, breedte, kenmerk, hoe);
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

// Missing areas are hatched: Plotly cannot on a map, so its plain colour is replaced afterwards.
const LEEG = /rgb\(239, ?237, ?233\)|#EFEDE9/i;
const ARCERING = '<pattern id="bw-arcering" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#FFFFFF"/><rect width="2" height="6" fill="#8A94A3"/></pattern>';

// The legend paints with a gradient of one colour, the map with the colour itself.
function isLeeg(vulling, wortel) {
  const id = /url\(["']?#([\w-]+)/.exec(vulling)?.[1];
  if (!id) return LEEG.test(vulling);
  const stops = [...(wortel.querySelector(`[id="${id}"]`)?.children ?? [])];
  return stops.length > 0 && stops.every((s) => LEEG.test(s.style.stopColor || s.getAttribute("stop-color")));
}

function arceerIn(wortel) {
  for (const pad of wortel.querySelectorAll(".choroplethlayer path, .legend path")) {
    if (isLeeg(pad.style.fill || pad.getAttribute("fill") || "", wortel)) pad.style.fill = 'url("#bw-arcering")';
  }
}

function arceerNu(gd) {
  if (!document.getElementById("bw-arcering")) {
    document.body.insertAdjacentHTML("beforeend", `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>${ARCERING}</defs></svg>`);
  }
  arceerIn(gd);
  zetNamen(gd, gd, { maten: NAAMMATEN.pagina, letter: PAGINALETTER });
}

const isKaart = (gd) => gd.data?.some((s) => s.type === "choropleth");

function werkBeeldAf(svg, gd) {
  const boom = new DOMParser().parseFromString(svg, "image/svg+xml");
  arceerIn(boom);
  zetNamen(boom, gd, { maten: NAAMMATEN.beeld, letter: lettertype });
  const defs = boom.createElementNS("http://www.w3.org/2000/svg", "defs");
  defs.innerHTML = ARCERING;
  boom.documentElement.prepend(defs);
  return new XMLSerializer().serializeToString(boom);
}

// Hatch a chart now and after each time Plotly draws it; the chart may still have to appear.
// Streamlit may put a new chart in its place a moment later: look again a few times.
export function arceer(zoek, pogingen = 100) {
  if (pogingen === 100) for (const ms of [300, 900, 2000]) setTimeout(() => arceer(zoek, 20), ms);
  const gd = zoek();
  if (!gd?.on || !gd._fullLayout) {
    if (pogingen > 0) setTimeout(() => arceer(zoek, pogingen - 1), 100);
    return;
  }
  if (!isKaart(gd)) return;
  if (!gd.dataset.bwArcering) {
    gd.dataset.bwArcering = "1";
    gd.on("plotly_afterplot", () => arceerNu(gd));
  }
  arceerNu(gd);
}

async function naarPng(svg, [w, h]) {
  const adres = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const beeld = new Image(w, h);
  beeld.src = adres;
  await beeld.decode();
  const doek = Object.assign(document.createElement("canvas"), { width: w, height: h });
  doek.getContext("2d").drawImage(beeld, 0, 0, w, h);
  URL.revokeObjectURL(adres);
  return new Promise((klaar) => doek.toBlob(klaar, "image/png"));
}

// Borders of areas were chosen for the map on the page; in a smaller one they would cover it.
function maakSporen(gd, { opmaak, height }) {
  const deel = Math.min(1, (height - opmaak.margin.t - opmaak.margin.b) / KAARTHOOGTE);
  const dun = (s) => ({ ...s, marker: { ...s.marker, line: { ...s.marker.line, width: s.marker.line.width * deel } } });
  return gd.data.map((s) => (s.type === "choropleth" && s.marker?.line?.width > 1 ? dun(s) : s));
}

async function maak(gd, opties) {
  const { soort, vorm } = opties;
  const rauw = await (await maakSvg(gd, opties)).text();
  const svg = isKaart(gd) ? werkBeeldAf(rauw, gd) : rauw;
  return soort === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : naarPng(svg, MATEN[vorm]);
}

async function maakSvg(gd, opties) {
  const knop = gd?.querySelector(".modebar-btn");
  if (!knop) throw new Error("geen grafiek");
  const { opmaak, ...maat } = pas(gd, opties);
  const naam = `beeld-${Date.now()}`;
  const beeld = vang(`${naam}.svg`, 20000);
  const [oudeOpmaak, oudeSporen, oudeOpties] = [gd.layout, gd.data, gd._context.toImageButtonOptions];
  gd.layout = opmaak;
  gd.data = maakSporen(gd, { opmaak, height: maat.height });
  gd._context.toImageButtonOptions = { format: "svg", filename: naam, ...maat };
  try {
    knop.click();
  } finally {
    gd.layout = oudeOpmaak;
    gd.data = oudeSporen;
    gd._context.toImageButtonOptions = oudeOpties;
  }
  return beeld;
}
