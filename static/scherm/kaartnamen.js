// Names of areas on a map, placed where the map is drawn: only there its size is known.
//
// Worked out from the shapes as Plotly drew them, so the same code serves the page and a picture
// (docs/adr/0040). A name that does not fit without lying over another is left out; the table under
// the map has them all.
const REGEL = 1.15; // height of a line, of the size of the letter
const STAPPEN = 14; // heights at which an area is searched for room
const RUIM = 1.12; // a name may stick out of its area by so much
const RUIMST = 1.4; // one of the region by so much, where no other name is in the way
const LUCHT = 2; // pixels between two names
const GENOEG = 0.75; // neighbours have a name only where so much of the region has one
const MEEST = 60; // with more areas in view only those of the region have a name
const MEEST_LAND = 300; // with more it is the whole country: only the own area has one
const INKTEN = ["#0B1119", "#FFFFFF", "#000000"], WIT = INKTEN[1]; // the first that is 4.5:1 or more
const SVG = "http://www.w3.org/2000/svg";

// Where a horizontal line runs inside a shape; the even-odd rule takes islands and holes along.
function snijd(ringen, y) {
  const kruist = [];
  for (const ring of ringen) {
    let [x1, y1] = ring.at(-1);
    for (const [x2, y2] of ring) {
      if (y1 > y !== y2 > y) kruist.push(x1 + ((y - y1) * (x2 - x1)) / (y2 - y1));
      [x1, y1] = [x2, y2];
    }
  }
  kruist.sort((a, b) => a - b);
  return Array.from({ length: kruist.length >> 1 }, (_, k) => [kruist[2 * k], kruist[2 * k + 1]]);
}

// Stretches that lie inside a shape over the whole height of a text.
function snijdBand(ringen, y, hoog) {
  let stroken = snijd(ringen, y);
  for (const ander of [y - hoog * 0.4, y + hoog * 0.4]) {
    const daar = snijd(ringen, ander);
    stroken = stroken.flatMap(([a, b]) => daar.map(([c, d]) => [Math.max(a, c), Math.min(b, d)])).filter(([a, b]) => b > a);
  }
  return stroken;
}

const meetRing = (ring) => {
  let [som, [x1, y1]] = [0, ring.at(-1)];
  for (const [x2, y2] of ring) {
    som += x1 * y2 - x2 * y1;
    [x1, y1] = [x2, y2];
  }
  return Math.abs(som) / 2;
};

const meetVak = (punten) => punten.reduce(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)], [Infinity, Infinity, -Infinity, -Infinity]);
const raakt = (a, b, lucht = 0) => a[0] < b[2] + lucht && b[0] < a[2] + lucht && a[1] < b[3] + lucht && b[1] < a[3] + lucht;
const past = (vak, kader) => vak[0] >= kader[0] && vak[1] >= kader[1] && vak[2] <= kader[2] && vak[3] <= kader[3];
const maakVak = (x, y, { breed, hoog }) => [x - breed / 2, y - hoog / 2, x + breed / 2, y + hoog / 2];
const isVrij = (vak, kader, bezet) => past(vak, kader) && !bezet.some((ander) => raakt(vak, ander, LUCHT));

// "Bergen (NH.)" is Bergen on a map: where it lies tells which one.
export const maakKort = (naam) => naam.replace(/ \([^)]*\)$/, "");

// The ways to write a name over one, two or three lines, for each the one that is least wide.
export function breekNaam(naam) {
  const woorden = naam.split(/(?<=\S{4}-)(?=\S{4})| /);
  const kiezen = [[[0, woorden.length]]];
  for (let a = 1; a < woorden.length; a += 1) {
    kiezen.push([[0, a], [a, woorden.length]]);
    for (let b = a + 1; b < woorden.length; b += 1) kiezen.push([[0, a], [a, b], [b, woorden.length]]);
  }
  const manieren = kiezen.map((delen) => delen.map(([a, b]) => woorden.slice(a, b).join(" ").replace(/- (?=\S{4})/g, "-")));
  const langste = (regels) => Math.max(...regels.map((r) => r.length));
  return [1, 2, 3].map((n) => manieren.filter((m) => m.length === n).sort((a, b) => langste(a) - langste(b))[0]).filter(Boolean);
}

// Room for a text inside an area: where it is widest, near the middle first.
function zoekBinnen({ ringen, vak }, tekst, kader, bezet, ruim = RUIM) {
  const [boven, onder] = [Math.max(vak[1], kader[1]), Math.min(vak[3], kader[3])];
  const plekken = [];
  for (let stap = 1; stap < STAPPEN; stap += 1) {
    const y = boven + ((onder - boven) * stap) / STAPPEN;
    for (const strook of snijdBand(ringen, y, tekst.hoog)) {
      const [a, b] = [Math.max(strook[0], kader[0]), Math.min(strook[1], kader[2])];
      if ((b - a) * ruim < tekst.breed) continue;
      const goed = Math.min(b - a, 2 * tekst.breed) * (1 - Math.abs(stap / STAPPEN - 0.5));
      const speling = Math.max(0, (b - a - tekst.breed) / 2);
      for (const schuif of [0, -1, 1]) plekken.push([schuif ? goed / 4 : goed, maakVak((a + b) / 2 + schuif * speling, y, tekst)]);
    }
  }
  plekken.sort((a, b) => b[0] - a[0]);
  return plekken.find(([, plek]) => isVrij(plek, kader, bezet))?.[1];
}

const isLand = (plek, gebieden) => gebieden.some((g) => raakt(g.vak, plek) && [0.05, 0.5, 0.95].some((deel) =>
  snijd(g.ringen, plek[1] + (plek[3] - plek[1]) * deel).some(([a, b]) => a < plek[2] && b > plek[0])));

// Room beside an area: on the sea or abroad, unless it may lie over others.
function zoekNaast(gebied, tekst, kader, bezet, gebieden, over = false) {
  const [x0, y0, x1, y1] = meetVak(gebied.ringen.reduce((a, b) => (meetRing(b) > meetRing(a) ? b : a)));
  const [x, y, los] = [(x0 + x1) / 2, (y0 + y1) / 2, 4];
  const [dx, dy] = [tekst.breed / 2 + los, tekst.hoog / 2 + los];
  return [[x, y1 + dy], [x, y0 - dy], [x1 + dx, y], [x0 - dx, y]]
    .map(([px, py]) => maakVak(px, py, tekst))
    .find((plek) => isVrij(plek, kader, bezet) && (over || !isLand(plek, gebieden)));
}

// Where each name goes, as {code, regels, vak, binnen, maat}; a name without room is not among them.
//
// `gebieden`: {code, naam, rang, ringen}; rank 0 is the own area, which always gets a name, 1 one of
// the region, 2 a neighbour, 3 an area that never gets one but is land. Within a rank the largest
// goes first. `bezet`: boxes that no name may lie over. `maten`: per rank the sizes of the letter to
// try, largest first. `meet(regels, maat, rang)`: {breed, hoog}.
export function placeNamen(gebieden, kader, bezet, maten, meet) {
  const alle = gebieden.map((g) => ({ ...g, vak: meetVak(g.ringen.flat()), vlak: g.ringen.reduce((som, r) => som + meetRing(r), 0) }));
  const rij = alle.filter((g) => g.rang < 3 && raakt(g.vak, kader)).sort((a, b) => a.rang - b.rang || b.vlak - a.vlak);
  const [vol, uit] = [[...bezet], []];
  const probeer = (gebied, zoek, binnen) => {
    const vormen = breekNaam(maakKort(gebied.naam));
    for (const [maat, regels] of maten[gebied.rang].flatMap((m) => vormen.map((v) => [m, v]))) {
      const vak = zoek(meet(regels, maat, gebied.rang));
      if (!vak) continue;
      vol.push(vak);
      uit.push({ code: gebied.code, regels, vak, binnen, maat, rang: gebied.rang, kleur: gebied.kleur });
      return true;
    }
    return false;
  };
  const plaats = (groep) => {
    const later = groep.filter((g) => {
      if (probeer(g, (tekst) => zoekBinnen(g, tekst, kader, vol), true)) return false;
      return g.rang > 0 || !(probeer(g, (t) => zoekNaast(g, t, kader, vol, alle), false) || probeer(g, (t) => zoekNaast(g, t, kader, vol, alle, true), false));
    });
    for (const g of later) {
      if (probeer(g, (tekst) => zoekNaast(g, tekst, kader, vol, alle), false) || g.rang > 1) continue;
      probeer(g, (tekst) => zoekBinnen(g, tekst, kader, vol, RUIMST), true);
    }
  };
  const regio = rij.filter((g) => g.rang < 2);
  plaats(regio);
  if (uit.length >= GENOEG * regio.length) plaats(rij.filter((g) => g.rang > 1));
  return uit;
}

const leesRingen = (d) => (d ?? "").split("M").slice(1)
  .map((deel) => deel.match(/-?[\d.]+(?:e-?\d+)?/g) ?? [])
  .map((g) => Array.from({ length: g.length >> 1 }, (_, k) => [Number(g[2 * k]), Number(g[2 * k + 1])]))
  .filter((ring) => ring.length > 2);

const leesKleur = (tekst) => {
  const hex = /^#(..)(..)(..)$/.exec(tekst);
  return hex ? hex.slice(1).map((d) => parseInt(d, 16)) : (/^rgb\(/.test(tekst) && tekst.match(/[\d.]+/g).map(Number)) || [255, 255, 255];
};

// Lightness as WCAG reckons it, and an ink that stands out against a colour.
const meetLicht = (tekst) => leesKleur(tekst).reduce((som, deel, k) => {
  const c = deel / 255;
  return som + [0.2126, 0.7152, 0.0722][k] * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
}, 0);
export const meetContrast = (a, b) => {
  const [hoog, laag] = [meetLicht(a), meetLicht(b)].sort((x, y) => y - x);
  return (hoog + 0.05) / (laag + 0.05);
};
export const kiesInkt = (vlak) => INKTEN.find((inkt) => meetContrast(inkt, vlak) >= 4.5) ?? WIT;

// The areas of one map as drawn, with their names from the traces; borders of a region are traces too.
function leesGebieden(vak, sporen) {
  const [eigen, leden] = ["eigen", "leden"].map((naam) => new Set(sporen.filter((s) => s.name === naam).flatMap((s) => s.locations)));
  const groepen = vak.querySelectorAll(".choroplethlayer > g.trace");
  const gebieden = sporen.flatMap((spoor, k) => {
    if (spoor.name || !spoor.text) return [];
    return [...(groepen[k]?.children ?? [])].map((pad, n) => {
      const code = spoor.locations[n];
      const rang = eigen.has(code) ? 0 : leden.has(code) ? 1 : 2;
      return { code, naam: spoor.text[n], rang, ringen: leesRingen(pad.getAttribute("d")), kleur: leesVulling(pad) };
    });
  }).filter((g) => g.ringen.length > 0);
  const hoogste = gebieden.length > MEEST_LAND ? 0 : gebieden.length > MEEST && leden.size > 0 ? 1 : 2;
  return gebieden.map((g) => (g.rang > hoogste ? { ...g, rang: 3 } : g));
}

function leesVulling(pad) {
  const kleur = pad.style.fill || pad.getAttribute("fill") || "";
  if (!/^(#|rgb\()/.test(kleur) || /rgb\(239, ?237, ?233\)|#EFEDE9/i.test(kleur)) return WIT; // hatched is mostly white
  const dekt = Number(pad.style.opacity || pad.getAttribute("opacity") || 1);
  return dekt < 1 ? `rgb(${leesKleur(kleur).map((c) => Math.round(255 - dekt * (255 - c))).join(", ")})` : kleur;
}

const leesDoos = (rechthoek) => {
  const [x, y, b, h] = ["x", "y", "width", "height"].map((k) => Number(rechthoek?.getAttribute(k)));
  return [x, y, x + b, y + h];
};

function leesLegenda(wortel) {
  const plek = /translate\(([-\d.]+), ?([-\d.]+)\)/.exec(wortel.querySelector(".legend")?.getAttribute("transform") ?? "");
  if (!plek) return [];
  const [x0, y0, x1, y1] = leesDoos(wortel.querySelector(".legend > rect.bg"));
  const [x, y] = [Number(plek[1]), Number(plek[2])];
  return [[x + x0, y + y0, x + x1, y + y1]];
}

const meter = document.createElement("canvas").getContext("2d");

// Write the names over the maps of a drawn chart.
//
// `wortel`: what holds the drawing, on the page or a picture; `gd`: the chart, for its traces;
// `maten`: see `placeNamen`; `letter`: the typeface.
export function zetNamen(wortel, gd, { maten, letter }) {
  const meet = (regels, maat, rang) => {
    meter.font = `${rang === 0 ? "bold " : ""}${maat}px ${letter}`;
    return { breed: Math.max(...regels.map((r) => meter.measureText(r).width)) + 2, hoog: maat * REGEL * regels.length };
  };
  const legenda = leesLegenda(wortel);
  for (const vak of wortel.querySelectorAll(".geolayer > g.geo")) {
    vak.querySelector(":scope > .bw-namen")?.remove();
    const geo = [...vak.classList].at(-1);
    const sporen = gd.data.filter((s) => s.type === "choropleth" && (s.geo ?? "geo") === geo);
    const gebieden = leesGebieden(vak, sporen);
    const namen = placeNamen(gebieden, leesDoos(vak.querySelector(".bg rect")), legenda, maten, meet);
    vak.append(maakLaag(vak.ownerDocument, namen, letter));
  }
}

function maakLaag(boom, namen, letter) {
  const laag = boom.createElementNS(SVG, "g");
  laag.setAttribute("class", "bw-namen");
  laag.setAttribute("aria-hidden", "true"); // the table has them in order
  laag.setAttribute("style", `pointer-events:none;font-family:${letter.replaceAll('"', "'")}`);
  for (const { code, regels, vak, binnen, maat, rang, kleur } of namen) {
    const rand = binnen ? kleur : WIT;
    const tekst = boom.createElementNS(SVG, "text");
    const stijl = { "data-code": code, "text-anchor": "middle", "font-size": maat, "font-weight": rang === 0 ? 700 : 400, fill: kiesInkt(rand), stroke: rand, "stroke-width": maat / 4, "stroke-linejoin": "round", "paint-order": "stroke" };
    for (const [naam, waarde] of Object.entries(stijl)) tekst.setAttribute(naam, waarde);
    regels.forEach((regel, k) => {
      const deel = boom.createElementNS(SVG, "tspan");
      deel.setAttribute("x", ((vak[0] + vak[2]) / 2).toFixed(1));
      deel.setAttribute("y", (vak[1] + maat * REGEL * (k + 0.5) + maat * 0.34).toFixed(1));
      deel.textContent = regel;
      tekst.append(deel);
    });
    laag.append(tekst);
  }
  return laag;
}
