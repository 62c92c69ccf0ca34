// The bar under a chart: its figures as a table, as CSV and as a picture, all made in the browser.
const versie = new URL(import.meta.url).search;
const { arceer, makeBeeld } = await import(`./beeld.js${versie}`);
const { meld, openRaad } = await import(`./raad.js${versie}`);

const esc = (t) => String(t).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const kies = (d) => document.querySelector(`.st-key-${CSS.escape(d.sleutel)} .js-plotly-plot`);

// Rows of a map: names and values of all its layers, high to low.
function leesKaart(gd, t) {
  const schrijf = maakSchrijver(t);
  const lagen = (gd?.data ?? []).filter((s) => s.type === "choropleth" && s.hovertemplate?.includes("%{z"));
  const paren = lagen.flatMap((s) => s.text.map((naam, k) => [naam, s.z[k]]));
  return paren.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "nl")).map(([naam, w]) => [naam, schrijf(w, naam) + (t.teken ?? "")]);
}

const maakSchrijver = (t) => {
  const [fijn, heel] = [t.dec ?? 0, 0].map((d) => new Intl.NumberFormat("nl-NL", { minimumFractionDigits: d, maximumFractionDigits: d }));
  return (w, naam) => (t.grof?.includes(naam) ? heel : fijn).format(w).replace("-", "−");
};

// Rows that the chart itself holds: names and values of one trace, most favourable first.
function leesSpoor(gd, t) {
  const spoor = gd?.data?.[t.spoor];
  if (!spoor) return [];
  const schrijf = maakSchrijver(t);
  if (t.decy !== undefined) {
    const schrijfY = maakSchrijver({ dec: t.decy });
    return spoor.text.map((naam, k) => [naam, schrijf(spoor.x[k]), schrijfY(spoor.y[k])]);
  }
  const gelijk = (k) => spoor.x[k] === spoor.x[k + 1];
  let van = 0;
  return spoor.text.map((naam, k) => {
    if (k > 0 && !gelijk(k - 1)) van = k;
    let tot = k;
    while (gelijk(tot)) tot += 1;
    const plaats = van === tot ? String(van + 1) : `${van + 1}–${tot + 1}`;
    const teken = Array.isArray(t.teken) ? t.teken[k] : t.teken ?? "";
    const cel = schrijf(spoor.x[k], naam) + teken;
    return t.plaats ? [t.plaatsen?.[k] ?? plaats, naam, cel] : [naam, cel];
  });
}

export const getRijen = (d) => (d.tabel.spoor === undefined ? d.tabel.rij ?? [] : (d.tabel.spoor < 0 ? leesKaart : leesSpoor)(kies(d), d.tabel));

function maakTabel(d) {
  const t = d.tabel;
  const klas = (k) => (t.num?.includes(k) ? ' class="r"' : "");
  const lijf = getRijen(d).map((r, n) => `<tr${n === t.eigen ? ' class="eigen"' : ""}>${r.map((c, k) => `<td${klas(k)}>${esc(c)}</td>`).join("")}</tr>`);
  return `<div class="houder" tabindex="0" role="region" aria-label="${esc(t.bij)}"><table><caption>${esc(t.bij)}</caption><thead><tr>${t.kop.map((c, k) => `<th scope="col"${klas(k)}>${esc(c)}</th>`).join("")}</tr></thead><tbody>${lijf.join("")}</tbody></table></div>${t.noot ? `<p class="noot">${esc(t.noot)}</p>` : ""}`;
}

// Semicolons, decimal comma, UTF-8 with BOM: what Dutch Excel opens by itself.
function maakCsv(d) {
  const t = d.tabel;
  const veilig = (c) => (/^[=+@\t\r-]/.test(c) ? `'${c}` : c);
  const cel = (c, k) => {
    const tekst = t.num?.includes(k) ? String(c).replace(/\*+$/, "").replace(/\./g, "").replace("−", "-") : veilig(String(c));
    return /[";\r\n]/.test(tekst) ? `"${tekst.replace(/"/g, '""')}"` : tekst;
  };
  const regels = [t.kop.map((c) => cel(c, -1)), ...getRijen(d).map((r) => r.map(cel)), [], [cel(t.bij, -1)], ["Bron", cel(d.bron.replace(/^Bron: /, ""), -1)], ["Kenmerk", d.kenmerk]];
  if (t.noot) regels.splice(-2, 0, [cel(t.noot, -1)]);
  return `\ufeff${regels.map((r) => r.join(";")).join("\r\n")}\r\n`;
}

export function bewaar(blob, naam) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = naam;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function doe(d, wat, wortel) {
  const houder = wortel.querySelector(".plek");
  const melding = wortel.querySelector(".melding");
  melding.textContent = "";
  if (wat === "tabel") {
    const open = houder.innerHTML === "";
    houder.innerHTML = open ? maakTabel(d) : "";
    wortel.querySelector('[data-doe="tabel"]').setAttribute("aria-expanded", String(open));
  } else if (wat === "raad") {
    openRaad(d.sleutel);
  } else if (wat === "csv") {
    bewaar(new Blob([maakCsv(d)], { type: "text/csv;charset=utf-8" }), `${d.bestand}.csv`);
  } else {
    const [soort, vorm] = wat.split("-");
    try {
      const blob = await makeBeeld(kies(d), { soort, vorm, kenmerk: d.kenmerk });
      bewaar(blob, `${d.bestand}${vorm === "vierkant" ? "_vierkant" : ""}.${soort}`);
    } catch {
      melding.textContent = "Het plaatje kon niet worden gemaakt. Wacht tot de grafiek er staat en probeer het opnieuw.";
    }
  }
}

const KNOPPEN = [["tabel", "Tabel"], ["png-breed", "PNG"], ["png-vierkant", "PNG vierkant"], ["svg-breed", "SVG"], ["csv", "CSV"], ["raad", "Raadsmodus"]];

export function teken({ data, parentElement }) {
  const wortel = parentElement.querySelector(".grafiekbalk");
  if (!data.kaal) meld(data, wortel, (scherm) => makeBeeld(kies(data), { soort: "svg", vorm: "breed", kenmerk: data.kenmerk, scherm }));
  const inhoud = JSON.stringify(data);
  if (wortel.dataset.inhoud === inhoud) return;
  const wasOpen = wortel.querySelector('[aria-expanded="true"]') !== null;
  wortel.dataset.inhoud = inhoud;
  const knop = ([wat, tekst]) => `<button type="button" data-doe="${wat}"${wat === "tabel" ? ' aria-expanded="false"' : ""} aria-label="${esc(`${tekst}: ${data.titel}`)}">${tekst}</button>`;
  // Under a table on the page itself there is no chart: only its figures can be taken along.
  const mee = KNOPPEN.filter(([wat]) => (data.kaal ? wat === "csv" : data.tabel || !["tabel", "csv"].includes(wat)));
  const adres = new URL(`./?kenmerk=${data.kenmerk}`, document.baseURI);
  wortel.innerHTML = `<div class="balk">${mee.map(knop).join("")}<span class="id">Kenmerk <a href="${adres}" title="Deze link opent dezelfde weergave">${esc(data.kenmerk)}</a></span></div><p class="melding" role="status"></p><div class="plek"></div>`;
  wortel.onclick = (gebeurtenis) => {
    const gekozen = gebeurtenis.target.closest("button[data-doe]");
    if (gekozen) doe(data, gekozen.dataset.doe, wortel);
  };
  if (!data.kaal) arceer(() => kies(data));
  if (wasOpen && data.tabel) doe(data, "tabel", wortel);
}
