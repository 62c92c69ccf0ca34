// Raadsmodus: the charts of the page one by one, as large as the screen, with the keyboard.
const dias = new Map(); // sleutel → what the bar under the chart knows, and how to draw it
const esc = (t) => String(t).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const STIJL = `
  :host { position: fixed; inset: 0; z-index: 2147483000; background: #fff; color: #14202E; font: 1.05rem/1.4 "Source Sans", Arial, sans-serif; }
  .dia { position: absolute; inset: 0; display: flex; flex-direction: column; outline: none; }
  .beeld { flex: 1; min-height: 0; display: flex; align-items: center; justify-content: center; }
  .beeld img { width: 100%; height: 100%; object-fit: contain; }
  .voet { display: flex; gap: 1.2rem; padding: .3rem 1.2rem .5rem; color: #4A5665; font-size: .95rem; flex-wrap: wrap; align-items: center; }
  .voet button { font: inherit; color: #0B4F9E; background: none; border: 1px solid #C9D0D9; border-radius: 4px; padding: .15rem .6rem; cursor: pointer; min-height: 28px; }
  .voet button:focus-visible { outline: 3px solid #C25A00; outline-offset: 2px; }
  .tel { margin-left: auto; font-variant-numeric: tabular-nums; }
  .noten { border-top: 2px solid #14325C; background: #F3F5F8; padding: .7rem 1.2rem; max-height: 38vh; overflow: auto; }
  .noten[hidden] { display: none; }
  .noten h2 { margin: 0 0 .3rem; font-size: 1.05rem; color: #14325C; }
  .noten ul { margin: 0; padding-left: 1.1rem; }
`;

// Each bar says what it can show; a bar that has left the page no longer counts.
export function meld(data, wortel, maak) {
  dias.set(data.sleutel, { data, wortel, maak });
  const reeks = getReeks();
  if (!data.raad) window.bwRaad = null; // an ordinary page: the series may open by itself again
  if (data.raad && reeks.length >= data.raad && window.bwRaad !== location.href) {
    window.bwRaad = location.href;
    openRaad(reeks[0].data.sleutel);
  }
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
  schaduw.innerHTML = `<style>${STIJL}</style><div class="dia" role="dialog" aria-modal="true" aria-label="Raadsmodus" tabindex="-1"><div class="beeld" aria-live="polite"></div><div class="noten" hidden></div><div class="voet"><button type="button" data-doe="terug" aria-label="Vorige grafiek">←</button><button type="button" data-doe="verder" aria-label="Volgende grafiek">→</button><button type="button" data-doe="noten" aria-expanded="false">Notities (N)</button><button type="button" data-doe="sluit">Sluiten (Esc)</button><span class="tel"></span></div></div>`;
  const vind = (k) => schaduw.querySelector(k);
  const terugNaar = document.activeElement;
  const adressen = [];

  async function toon() {
    const dia = reeks[nu];
    vind(".tel").textContent = `${nu + 1} van ${reeks.length}`;
    vind(".noten").innerHTML = `<h2>Notities</h2><ul>${[...(dia.data.noten ?? []), dia.data.bron, `Kenmerk ${dia.data.kenmerk}`].map((n) => `<li>${esc(n)}</li>`).join("")}</ul>`;
    let beeld = dia.beeld;
    for (let poging = 0; !beeld && poging < 40; poging += 1) {
      beeld = await dia.maak().catch(() => new Promise((klaar) => setTimeout(() => klaar(null), 250)));
    }
    if (reeks[nu] !== dia) return;
    if (!beeld) {
      vind(".beeld").textContent = "Deze grafiek kon niet worden getekend. Ga verder met de pijl naar rechts.";
      return;
    }
    const adres = URL.createObjectURL(beeld);
    adressen.push(adres);
    vind(".beeld").replaceChildren(Object.assign(new Image(), { src: adres, alt: dia.data.titel }));
  }

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
    document.removeEventListener("fullscreenchange", wissel);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    gast.remove();
    adressen.forEach((adres) => URL.revokeObjectURL(adres));
    terugNaar?.focus?.();
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
  window.addEventListener("keydown", toets, true);
  document.body.append(gast);
  vind(".dia").focus();
  if (navigator.userActivation?.isActive) {
    gast.requestFullscreen?.().then(() => document.addEventListener("fullscreenchange", wissel)).catch(() => {});
  }
  toon();
}
