// Draws the scorekaart from compact rows and reports which indicator was clicked.
const esc = (t) => String(t).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const lijn = (pad) => {
  if (!pad) return "";
  const [x, y] = pad.slice(Math.max(pad.lastIndexOf("L"), pad.lastIndexOf("M")) + 1).split(" ");
  return `<svg class="lijn" viewBox="0 0 76 22" aria-hidden="true"><path d="${pad}"/><circle cx="${x}" cy="${y}" r="3"/></svg>`;
};

// Rank interval [van, tot, n] on a line from worst (left) to best (right).
const plaats = (rang) => {
  if (!rang) return "";
  const [van, tot] = [rang[1], rang[0]].map((r) => 4 + ((rang[2] - r) / (rang[2] - 1)) * 68);
  return `<svg class="plaats" viewBox="0 0 76 22" aria-hidden="true"><path d="M3 11H73"/><path d="M19 8v6M38 8v6M57 8v6"/><path class="i" d="M${van} 11H${Math.max(tot, van + 0.5)}"/></svg>`;
};

const zeg = (rang) => {
  if (!rang) return "";
  const [van, tot, n, grof] = rang;
  if (grof && van < tot) return `tussen plaats ${van} en ${tot} van ${n}`;
  return van === tot ? `plaats ${van} van ${n}` : `gedeelde plaats ${van}–${tot} van ${n}`;
};

const kop = (d) => d.koppen.map((t, k) => `<th scope="col"${k === 1 || k === 3 ? ' class="n"' : ""}>${esc(t)}</th>`).join("");

function rij(d, r) {
  const [id, titel, waarde, pad, land, rang, ...w] = r;
  const [eenheid, jaar, landnaam, positie, pk, trend, tk, relatief, rk] = w.map((k) => d.woorden[k]);
  const k = (n) => `<span class="k">${esc(d.koppen[n])}</span>`;
  return `<tr${id === d.open ? ' class="open"' : ""}>
<td class="i"><button data-indicator="${esc(id)}" aria-expanded="${id === d.open}">${esc(titel)}</button><small>${esc(eenheid)}</small></td>
<td class="n w">${k(1)}${esc(waarde)}<small>${esc(jaar)}</small></td>
<td${pad ? "" : ' class="leeg"'}>${lijn(pad)}</td>
<td class="n">${k(3)}${esc(land)}<small>${esc(landnaam)}</small></td>
<td>${k(4)}${plaats(rang)}<small>${[zeg(rang), positie && `<span class="${pk}">${esc(positie)}</span>`].filter(Boolean).join(": ")}</small></td>
<td class="${tk}">${k(5)}${esc(trend)}</td>
<td class="${rk}">${k(6)}${esc(relatief)}</td></tr>`;
}

const thema = (d, t) => `<section aria-labelledby="t-${esc(t.id)}"><h2 id="t-${esc(t.id)}">${esc(t.titel)} <small>${esc(t.deel)}</small></h2>
${t.rijen.length ? `<table class="${t.rijen.some((r) => r[0] === d.open) ? "met-open" : ""}${t.kaal ? " kaal" : ""}"><caption>${esc(t.titel)}: scorekaart van ${esc(d.naam)}</caption><thead><tr>${kop(d)}</tr></thead><tbody>${t.rijen.map((r) => rij(d, r)).join("")}</tbody></table>` : ""}
${t.noten.map((n) => `<p>${esc(n)}</p>`).join("")}</section>`;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const plek = parentElement.querySelector("#scorekaart");
  const inhoud = JSON.stringify(data);
  if (plek.dataset.inhoud !== inhoud) {
    const bezig = parentElement.activeElement?.dataset?.indicator;
    plek.innerHTML = data.themas.map((t) => thema(data, t)).join("");
    plek.dataset.inhoud = inhoud;
    if (bezig) plek.querySelector(`button[data-indicator="${bezig}"]`)?.focus();
  }
  plek.onclick = (event) => {
    const knop = event.target.closest("button[data-indicator]");
    if (!knop) return;
    setTriggerValue("gekozen", knop.dataset.indicator);
    document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  };
}
