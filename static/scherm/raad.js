// Raadsmodus: the charts of the page one by one, as large as the screen, by keyboard, button or swipe.
const { isSmal } = await import(`./beeld.js${new URL(import.meta.url).search}`);
const dias = new Map(); // sleutel → what the bar under the chart knows, and how to draw it
const esc = (t) => String(t).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const STIJL = `
  :host { position: fixed; inset: 0; z-index: 2147483000; background: #fff; color: #14202E; font: 1.05rem/1.4 "Source Sans", Arial, sans-serif; }
  .dia { position: absolute; inset: 0; display: flex; flex-direction: column; outline: none; }
  .beeld { flex: 1; min-height: 0; display: flex; align-items: center; justify-content: center; }
  .beeld svg { width: 100%; height: 100%; }
  .beeld.smal { display: block; overflow-y: auto; }
  .beeld.smal svg { height: auto; display: block; }
  .voet { display: flex; gap: 1.2rem; padding: .3rem 1.2rem .5rem; color: #4A5665; font-size: .95rem; flex-wrap: wrap; align-items: center; }
  .voet button { font: inherit; color: #0B4F9E; background: none; border: 1px solid #C9D0D9; border-radius: 4px; padding: .15rem .6rem; cursor: pointer; min-height: 28px; }
  .voet button:focus-visible { outline: 3px solid #C25A00; outline-offset: 2px; }
  .tel { margin-left: auto; font-variant-numeric: tabular-nums; }
  .noten { border-top: 2px solid #14325C; background: #F3F5F8; padding: .7rem 1.2rem; max-height: 38vh; overflow: auto; }
  .noten[hidden] { display: none; }
  .noten p { margin: 0; }
  .noten h2 { margin: 0 0 .3rem; font-size: 1.05rem; color: #14325C; }
  .noten ul { margin: 0; padding-left: 1.1rem; }
  @media (max-width: 640px), (max-height: 480px) {
    .voet { gap: .5rem; padding: .5rem .7rem calc(.5rem + env(safe-area-inset-bottom)); font-size: 1rem; flex-wrap: nowrap; }
    .voet button { min-height: 48px; padding: .15rem .9rem; }
    .voet [data-doe="terug"], .voet [data-doe="verder"] { font-size: 1.4rem; }
    .toets { display: none; }
  }
  @media (max-width: 640px) {
    .voet { display: grid; grid: "terug tel verder" "noten noten sluit" / 1fr 1fr 1fr; }
    .voet [data-doe="terug"] { grid-area: terug; } .voet [data-doe="verder"] { grid-area: verder; }
    .voet [data-doe="noten"] { grid-area: noten; } .voet [data-doe="sluit"] { grid-area: sluit; }
    .tel { grid-area: tel; margin: 0; text-align: center; }
  }
`;

// Each bar says what it can show; a bar that has left the page no longer counts.
export function meld(data, wortel, maak) {
  dias.set(data.sleutel, { data, wortel, maak });
  const reeks = getReeks();
  if (!data.raad) window.bwRaad = false; // an ordinary page: the series may open by itself again
  const vol = data.raad && reeks.filter((d) => d.data.raad).length >= data.raad;
  if (vol && !window.bwRaad) {
    window.bwRaad = true;
    openRaad(reeks[0].data.sleutel);
  }
}

// Who closes the series goes back to one chart, and the URL no longer opens it: as with the button
// of the page behind the slides, so that a reload shows what was last on screen.
function verlaatReeks() {
  const terug = document.querySelector(".st-key-raad_terug button");
  terug?.click();
  const zoek = (pogingen) => {
    const knop = document.querySelector(".st-key-raad_open button");
    if (knop) knop.focus({ preventScroll: true });
    else if (pogingen > 0) setTimeout(() => zoek(pogingen - 1), 100);
  };
  if (terug) zoek(50);
  return Boolean(terug);
}

// The charts on the page in the order in which they stand there.
function getReeks() {
  const houder = (d) => d.wortel.getRootNode().host ?? d.wortel;
  return [...dias.values()]
    .filter((d) => d.wortel.isConnected)
    .sort((a, b) => (houder(a).compareDocumentPosition(houder(b)) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}

export function openRaad(sleutel) {
  if (document.getElementById("bw-raad")) return;
  const reeks = getReeks();
  let nu = Math.max(0, reeks.findIndex((d) => d.data.sleutel === sleutel));
  const gast = Object.assign(document.createElement("div"), { id: "bw-raad" });
  const schaduw = gast.attachShadow({ mode: "open" });
  schaduw.innerHTML = `<style>${STIJL}</style><div class="dia" role="dialog" aria-modal="true" aria-label="Raadsmodus" tabindex="-1"><div class="beeld" aria-live="polite" tabindex="-1"></div><div class="noten" hidden></div><div class="voet"><button type="button" data-doe="terug" aria-label="Vorige grafiek">←</button><button type="button" data-doe="verder" aria-label="Volgende grafiek">→</button><button type="button" data-doe="noten" aria-expanded="false">Notities<span class="toets"> (N)</span></button><button type="button" data-doe="sluit">Sluiten<span class="toets"> (Esc)</span></button><span class="tel"></span></div></div>`;
  const vind = (k) => schaduw.querySelector(k);
  const terugNaar = document.activeElement;

  async function toon() {
    const dia = reeks[nu];
    const noten = (dia.data.noten ?? []).map((n) => `<li>${esc(n)}</li>`).join("");
    vind(".tel").textContent = `${nu + 1} van ${reeks.length}`;
    vind(".noten").innerHTML = `<h2>Notities</h2>${noten ? `<ul>${noten}</ul>` : "<p>Bij deze grafiek zijn geen notities.</p>"}`;
    const scherm = meetScherm();
    let beeld = null;
    for (let poging = 0; !beeld && poging < 40; poging += 1) {
      beeld = await dia.maak(scherm).catch(() => new Promise((klaar) => setTimeout(() => klaar(null), 250)));
    }
    const svg = beeld && leesSvg(await beeld.text(), dia.data);
    if (reeks[nu] !== dia) return;
    if (!svg) {
      vind(".beeld").textContent = "Deze grafiek kon niet worden getekend. Ga verder met de pijl naar rechts.";
      return;
    }
    vind(".beeld").classList.toggle("smal", isSmal(scherm));
    vind(".beeld").scrollTop = 0;
    vind(".beeld").replaceChildren(svg);
    getekend = scherm;
  }

  // Room for a slide, also while the notes are open: a phone scrolls, a larger screen makes it smaller.
  const meetScherm = () => ({ breedte: vind(".dia").clientWidth, hoogte: vind(".dia").clientHeight - vind(".voet").offsetHeight });
  let getekend = null; // the screen for which the slide was drawn
  let klok = 0;
  const meetOpnieuw = () => {
    clearTimeout(klok);
    klok = setTimeout(() => {
      const nieuw = meetScherm();
      const anders = getekend && (isSmal(nieuw) || isSmal(getekend));
      if (anders && (nieuw.breedte !== getekend.breedte || nieuw.hoogte !== getekend.hoogte)) toon();
    }, 200);
  };

  const ga = (stap) => {
    const nieuw = Math.min(reeks.length - 1, Math.max(0, nu + stap));
    if (nieuw !== nu) {
      nu = nieuw;
      toon();
    }
  };
  const noten = () => {
    const vak = vind(".noten");
    vak.hidden = !vak.hidden;
    vind('[data-doe="noten"]').setAttribute("aria-expanded", String(!vak.hidden));
  };
  const sluit = () => {
    window.removeEventListener("keydown", toets, true);
    window.removeEventListener("resize", meetOpnieuw);
    document.removeEventListener("fullscreenchange", wissel);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    gast.remove();
    if (!verlaatReeks()) terugNaar?.focus?.();
  };
  const wissel = () => { if (!document.fullscreenElement) sluit(); };
  const DOE = { terug: () => ga(-1), verder: () => ga(1), noten, sluit };
  const TOETS = { ArrowLeft: DOE.terug, PageUp: DOE.terug, ArrowRight: DOE.verder, PageDown: DOE.verder, n: noten, N: noten, Escape: sluit, Home: () => ga(-reeks.length), End: () => ga(reeks.length) };
  function toets(gebeurtenis) {
    if (gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.altKey) return;
    if (gebeurtenis.key === "Tab") return houdBinnen(gebeurtenis);
    const doe = TOETS[gebeurtenis.key];
    if (!["Enter", " "].includes(gebeurtenis.key)) gebeurtenis.stopImmediatePropagation();
    if (doe) {
      gebeurtenis.preventDefault();
      doe();
    }
  }
  // The page behind is not there for the keyboard.
  function houdBinnen(gebeurtenis) {
    const knoppen = [...schaduw.querySelectorAll("button")];
    const plek = knoppen.indexOf(schaduw.activeElement);
    const volgende = (plek + (gebeurtenis.shiftKey ? -1 : 1) + knoppen.length) % knoppen.length;
    gebeurtenis.preventDefault();
    gebeurtenis.stopImmediatePropagation();
    knoppen[volgende].focus();
  }
  vind(".voet").onclick = (gebeurtenis) => DOE[gebeurtenis.target.closest("button")?.dataset.doe]?.();
  luisterVeeg(vind(".dia"), ga);
  window.addEventListener("keydown", toets, true);
  window.addEventListener("resize", meetOpnieuw);
  document.body.append(gast);
  vind(".dia").focus();
  if (navigator.userActivation?.isActive) {
    gast.requestFullscreen?.().then(() => document.addEventListener("fullscreenchange", wissel)).catch(() => {});
  }
  toon();
}

// The picture as a part of the page, so that it is written in the typeface of the page.
function leesSvg(tekst, data) {
  const svg = document.importNode(new DOMParser().parseFromString(tekst, "image/svg+xml").documentElement, true);
  if (svg.localName !== "svg") return null;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.removeAttribute("style");
  svg.setAttribute("role", "img");
  // The source stands in the picture; who has the slides read aloud hears it after the message.
  svg.setAttribute("aria-label", `${data.titel} ${data.bron} Kenmerk ${data.kenmerk}.`);
  return svg;
}

// A swipe to the left goes on, one to the right goes back; up and down scrolls.
function luisterVeeg(vlak, ga) {
  let begin = null;
  vlak.addEventListener("touchstart", (g) => { begin = g.touches.length === 1 ? g.touches[0] : null; }, { passive: true });
  vlak.addEventListener("touchend", (g) => {
    if (!begin) return;
    const [opzij, neer] = [g.changedTouches[0].clientX - begin.clientX, g.changedTouches[0].clientY - begin.clientY];
    begin = null;
    if (Math.abs(opzij) > 50 && Math.abs(opzij) > 1.5 * Math.abs(neer)) ga(opzij < 0 ? 1 : -1);
  }, { passive: true });
}
