// Streamlit has no setting for the few English words of its own; they are said in Dutch here.
const woorden = {
  "No results": "Niets gevonden", "Choose an option": "Kies", "Choose options": "Kies", "Select all": "Kies alles",
  "Clear value": "Wis de keuze", "Clear all": "Wis alles", Open: "Toon de keuzes", "Link to heading": "Link naar deze kop",
  Sidebar: "Menu", "Collapse sidebar": "Verberg het menu", "Expand sidebar": "Toon het menu", "Remove file": "Haal weg",
  "file upload": "Bestand kiezen", "Add files": "Bestand kiezen", "Download plot as a PNG": "Bewaar als plaatje", "Press Enter to apply": "Druk op Enter",
  "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter", "Press ⌘+Enter to apply": "Druk op ⌘+Enter",
  "Page not found": "Deze pagina bestaat niet", "The page that you have requested does not seem to exist. Running the app's main page.":
  "U ziet nu de startpagina. Kies links de pagina die u zoekt.", "Connection error": "Geen verbinding", Running: "Bezig", "Running...": "Bezig",
  Upload: "Kies een bestand", "Drag and drop a file here": "Sleep een bestand hierheen", "Drag and drop files here": "Sleep bestanden hierheen",
  "Copy to clipboard": "Kopieer", Copied: "Gekopieerd", "Copied!": "Gekopieerd",
};
const stukken = [
  [/^File must be (.+) or smaller\.$/, "Het bestand is te groot: hoogstens $1."],
  [/^(.+) files are not allowed\.$/, "Een bestand van dit soort ($1) kan niet."],
  [/^Add: (.+)$/, "Neem over: $1"], [/^(\d+) ?([KMG]B) per file(.*)$/, "hoogstens $1 $2$3"],
  [/^Remove (.+)$/, "Haal $1 weg"], [/^Help for (.+)$/, "Uitleg bij $1"],
];
const namen = ["aria-label", "placeholder", "title"];
const plekken = '[data-testid="stSelectboxVirtualDropdown"] span, [data-testid="InputInstructions"] span, '
  + '[data-testid="stMultiSelect"] span, [role="listbox"] [role="option"] :is(span, div), [data-testid*="stFileUploader"] :is(span, p), '
  + '[data-testid="stStatusWidget"] *, [role="dialog"] h2, [role="dialog"] h3, [role="dialog"] div';
function zeg(tekst) {
  const [van, naar] = stukken.find(([patroon]) => patroon.test(tekst)) ?? [];
  return Object.hasOwn(woorden, tekst) ? woorden[tekst] : van && tekst.replace(van, naar);
}
function vertaal() {
  for (const naam of namen) {
    for (const deel of document.querySelectorAll(`[${naam}]`)) {
      const woord = zeg(deel.getAttribute(naam));
      if (woord) deel.setAttribute(naam, woord);
    }
  }
  for (const plek of document.querySelectorAll(plekken)) {
    const tekst = plek.childNodes.length === 1 && plek.firstChild.nodeType === Node.TEXT_NODE && zeg(plek.textContent);
    if (tekst) plek.firstChild.nodeValue = tekst;
  }
}

// On a phone a table becomes cards (stijl.css). Each cell then needs its header, and all of it the role that it looks
// like no longer. Said here, so that it need not be sent for each cell.
const rollen = { "thead, tbody": "rowgroup", tr: "row", th: "columnheader", td: "cell" };
function maakKaarten() {
  for (const tabel of document.querySelectorAll(".bw-kaarten:not([role])")) {
    const koppen = [...tabel.querySelectorAll("th")].map((kop) => kop.textContent);
    for (const [wie, rol] of Object.entries(rollen)) for (const deel of tabel.querySelectorAll(wie)) deel.setAttribute("role", rol);
    for (const cel of tabel.querySelectorAll("td")) if (cel.cellIndex) cel.dataset.kop = koppen[cel.cellIndex];
    tabel.setAttribute("role", "table");
  }
}

let gevraagd = false; // a module runs once per document, so there is one observer
new MutationObserver(() => {
  if (gevraagd) return;
  gevraagd = true;
  setTimeout(() => { gevraagd = false; vertaal(); maakKaarten(); }, 50);
}).observe(document.body, { childList: true, subtree: true, characterData: true });
vertaal();
maakKaarten();
