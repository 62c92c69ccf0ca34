// Language of the page, Dutch for what Streamlit says itself, and a folded menu on a phone.
{ // a block of its own: the script runs again on each page, where a name may not exist twice
  document.documentElement.lang = "nl";
  const sprong = document.querySelector('a[href="#stMain"]');
  if (sprong) sprong.textContent = "Ga naar de inhoud";
  if (window.innerWidth < 768) {
    const balk = document.querySelector('[data-testid="stSidebar"][aria-expanded="true"]');
    balk?.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }
  // The looks: a file that the browser keeps, so that they do not travel with each click.
  const stijl = new URL("app/static/scherm/stijl.css?VERSIE", document.baseURI).href;
  if (!document.querySelector(`link[href="${stijl}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: stijl }));
  }
  import(new URL("app/static/scherm/taal.js?VERSIE", document.baseURI).href);
}
