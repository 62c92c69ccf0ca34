-- Every table of warehouse.duckdb. Names are public (README, "Tabellen"); a change needs an ADR.

CREATE TABLE thema (
    thema       VARCHAR PRIMARY KEY,
    titel       VARCHAR NOT NULL,
    deel        VARCHAR NOT NULL,           -- hier_en_nu | later | context
    volgorde    INTEGER NOT NULL
);

CREATE TABLE indicator (
    indicator_id   VARCHAR PRIMARY KEY,
    titel          VARCHAR NOT NULL,        -- as on screen, without unit
    thema          VARCHAR NOT NULL,
    ook_in         VARCHAR[] NOT NULL,      -- further thema's; counted once
    deel           VARCHAR NOT NULL,        -- hier_en_nu | later | context
    monitor        BOOLEAN NOT NULL,        -- belongs to the CBS regional monitor (counts for the coverage)
    eenheid        VARCHAR NOT NULL,        -- in full: '% van de inwoners van 15 tot 75 jaar'
    eenheid_kort   VARCHAR NOT NULL,        -- behind a number: '%', 'km', 'euro'
    decimalen      INTEGER NOT NULL,
    afronding      DOUBLE NOT NULL,         -- step to which the source rounds (1, 0.1, 100 …), in eenheid
    richting       VARCHAR NOT NULL,        -- hoger_is_beter | lager_is_beter | neutraal
    definitie      VARCHAR NOT NULL,
    zin_per        VARCHAR,                 -- the figure in words: 'Van elke 100 woningen' …
    zin_meer       VARCHAR,                 -- … 'worden er {n} verhuurd' …
    zin_een        VARCHAR,                 -- … 'wordt er {n} verhuurd', for one, none and less than one
    bewerking      VARCHAR NOT NULL,        -- what we did to it, for the reader
    peilmoment     VARCHAR NOT NULL,        -- '1 januari', 'heel het jaar', 'waardepeildatum 1 januari een jaar eerder'
    agenda         VARCHAR NOT NULL,        -- chapter of the Economische Agenda, or 'context'
    ez_groep       VARCHAR,                 -- breed_mkb | vitale_binnensteden | human_capital
    bbv_nummer     INTEGER,
    invloed        VARCHAR NOT NULL,        -- gemeente | regio | rijk: who can influence it most
    indeling_bron  INTEGER,                 -- year of the gemeentelijke indeling of ALL its years; NULL = each year its own
    regionaal      VARCHAR NOT NULL,        -- som | verhouding | gewogen | mediaan | geen | klasse
    gewicht        VARCHAR,                 -- what a regional value is weighted with, in words
    regionaal_gewicht    VARCHAR,           -- gewogen: indicator_id of the weight
    regionaal_peildatum  VARCHAR,           -- gewogen: periode_code of the weight, or 'zelfde_jaar'
    regionaal_maal       VARCHAR,           -- gewogen: indicator_id that multiplies the weight, if any
    regionaal_gedeeld_door VARCHAR,         -- gewogen: indicator_id that divides the weight, if any
    regionaal_teller     VARCHAR,           -- verhouding: indicator_id of the numerator
    regionaal_noemer     VARCHAR,           -- verhouding: indicator_id of the denominator
    bron_soort     VARCHAR NOT NULL,        -- bestand | cbs_v4 | cbs_v3 | swing
    bron_naam      VARCHAR NOT NULL,        -- 'CBS, Regionale Monitor Brede Welvaart'
    bron_tabel     VARCHAR,                 -- StatLine id, if any
    bron_url       VARCHAR NOT NULL,        -- page where a reader can look it up
    editie         VARCHAR NOT NULL,
    hoe_gekregen   VARCHAR NOT NULL,        -- how the figures reached us
    gecontroleerd  BOOLEAN NOT NULL,        -- the figures were fetched from the live source, or compared with it by hand
    nog_nodig      VARCHAR,                 -- what the question to the source still lacks; NULL = nothing known to be missing
    gezien_op      TIMESTAMP,               -- UTC; when "etl check" last saw that the question agrees with the source; NULL = never
    gezien_bij     VARCHAR,                 -- host that was asked; only datasets.cbs.nl and the like are the source itself
    gezien_live    BOOLEAN NOT NULL DEFAULT FALSE, -- gezien_bij is the source itself, no mirror or test server
    eigen          BOOLEAN NOT NULL,        -- the figures of gemeenten come from a file of a team itself
    volgorde       INTEGER NOT NULL
);

CREATE TABLE hiaat (                        -- what should be here and is not
    soort          VARCHAR NOT NULL,        -- agenda | ez_groep | thema | bbv
    sleutel        VARCHAR NOT NULL,
    titel          VARCHAR NOT NULL,
    wat_ontbreekt  VARCHAR NOT NULL,
    hoe_te_krijgen VARCHAR NOT NULL
);

CREATE TABLE regio (
    regio_code  VARCHAR PRIMARY KEY,
    regio_naam  VARCHAR NOT NULL,
    soort       VARCHAR NOT NULL,           -- land landsdeel provincie corop arbeidsmarktregio gemeente …
    geldig_van  DATE,                       -- first day; NULL = before the years we know
    geldig_tot  DATE,                       -- first day on which it no longer exists; NULL = still exists
    gemeente_code VARCHAR                   -- of a deelgebied (soort eigen): the gemeente it lies in
);

CREATE TABLE regio_alias (                  -- other names under which people look for a living gemeente
    naam        VARCHAR NOT NULL,
    regio_code  VARCHAR NOT NULL,
    uitleg      VARCHAR NOT NULL            -- 'opgegaan in Land van Cuijk op 1 januari 2022'
);

CREATE TABLE indeling (
    jaar           INTEGER NOT NULL,        -- peiljaar of the membership
    gemeente_code  VARCHAR NOT NULL,
    soort          VARCHAR NOT NULL,        -- soort of the regio, also stedelijkheid and grootteklasse
    regio_code     VARCHAR NOT NULL,
    PRIMARY KEY (jaar, gemeente_code, soort)
);

CREATE TABLE herindeling (                  -- each event once, seen from the giving gemeente
    datum             DATE NOT NULL,
    van_code          VARCHAR NOT NULL,
    naar_code         VARCHAR NOT NULL,
    soort             VARCHAR NOT NULL,     -- opheffing | grenswijziging | codewijziging
    hectare           DOUBLE,
    woningen          DOUBLE,
    inwoners          DOUBLE,
    aandeel_inwoners  DOUBLE,               -- part of van_code that went to naar_code; of an ended code they add to 1
    aandeel_woningen  DOUBLE,
    PRIMARY KEY (datum, van_code, naar_code)
);

CREATE TABLE regio_breuk (                  -- a gemeente whose own-year series jumps because its territory changed
    regio_code    VARCHAR NOT NULL,
    periode_code  VARCHAR NOT NULL,         -- first year on the new territory
    reden         VARCHAR NOT NULL,
    PRIMARY KEY (regio_code, periode_code)
);

CREATE TABLE grens (
    jaar        INTEGER NOT NULL,
    regio_code  VARCHAR NOT NULL,
    soort       VARCHAR NOT NULL,
    geometrie   BLOB NOT NULL,              -- WKB, EPSG:28992
    PRIMARY KEY (jaar, regio_code)
);

CREATE TABLE snapshot (
    snapshot_id   VARCHAR PRIMARY KEY,      -- sha256 of the payload
    bron          VARCHAR NOT NULL,
    tabel         VARCHAR,
    editie        VARCHAR NOT NULL,
    gewijzigd_op  TIMESTAMP,                -- as the source says; NULL = it does not say
    opgehaald_op  TIMESTAMP NOT NULL,
    rijen         BIGINT NOT NULL,
    licentie      VARCHAR NOT NULL,
    url           VARCHAR NOT NULL
);

CREATE TABLE waarneming (
    indicator_id     VARCHAR NOT NULL,
    regio_code       VARCHAR NOT NULL,
    periode_code     VARCHAR NOT NULL,
    indeling_jaar    INTEGER NOT NULL,      -- 0 = as published; another year = recomputed to that indeling
    waarde           DOUBLE,
    onder            DOUBLE,
    boven            DOUBLE,
    status           VARCHAR NOT NULL,      -- definitief | nader_voorlopig | voorlopig | onbekend
    ontbreekt_omdat  VARCHAR,               -- filled exactly when waarde is empty
    herkomst         VARCHAR NOT NULL,      -- bron | berekend | herindeling | import
    snapshot_id      VARCHAR NOT NULL
    -- The key (indicator_id, regio_code, periode_code, indeling_jaar) is checked before publishing
    -- (welvaart.waarneming); an index on it would double the size of the file.
);

CREATE TABLE groepswaarde (                 -- every regional value we computed, also the partial ones that get no name
    indicator_id   VARCHAR NOT NULL,
    regio_code     VARCHAR NOT NULL,        -- the regio whose gemeenten were taken
    periode_code   VARCHAR NOT NULL,
    methode        VARCHAR NOT NULL,        -- som | verhouding | gewogen | mediaan
    waarde         DOUBLE NOT NULL,
    n_met_cijfer   INTEGER NOT NULL,        -- gemeenten in the panel (the same in all years of the series)
    n_gemeenten    INTEGER NOT NULL,        -- gemeenten of the regio
    aandeel        DOUBLE,                  -- part of the weight the panel holds (0–1); NULL for mediaan
    volledig       BOOLEAN NOT NULL,        -- aandeel >= 0.95: may bear the regio's name, and stands in waarneming too
    PRIMARY KEY (indicator_id, regio_code, periode_code)
);

CREATE TABLE regiogewicht (                 -- weights of regional values, on the gemeenten of today
    indicator_id   VARCHAR NOT NULL,        -- the weight: an additive indicator, e.g. inwoners
    gemeente_code  VARCHAR NOT NULL,        -- of the newest indeling
    periode_code   VARCHAR NOT NULL,
    gewicht        DOUBLE NOT NULL,         -- parts of all predecessors added; no row where one is unknown
    PRIMARY KEY (indicator_id, gemeente_code, periode_code)
);

CREATE TABLE herrekening (                  -- how each row with herkomst 'herindeling' came about, for the reader
    indicator_id   VARCHAR NOT NULL,        -- '*' = every indicator that does not stand on one indeling already
    regio_code     VARCHAR NOT NULL,        -- gemeente of the indeling_jaar
    periode_code   VARCHAR NOT NULL,        -- '*' = every period before its territory was what it is now
    indeling_jaar  INTEGER NOT NULL,
    methode        VARCHAR NOT NULL,        -- opgeteld | verhouding | gewogen | overgenomen | niet_herrekenbaar
                                            -- | genegeerd (a boundary change left out) | breuk (the same, >= 1 % of the inhabitants)
    uitleg         VARCHAR NOT NULL,        -- one or two sentences
    PRIMARY KEY (indicator_id, regio_code, periode_code, indeling_jaar)
);

CREATE TABLE kanttekening (                 -- remarks that belong beside a figure
    indicator_id  VARCHAR NOT NULL,
    regio_code    VARCHAR NOT NULL,         -- '*' = every regio
    periode_code  VARCHAR NOT NULL,         -- '*' = every period
    soort         VARCHAR NOT NULL,         -- ingehouden | afgerond | uitschieter | gecorrigeerd | let_op
    tekst         VARCHAR NOT NULL
);

CREATE TABLE breuk (
    indicator_id  VARCHAR NOT NULL,
    periode_code  VARCHAR NOT NULL,         -- first period of the new series
    reden         VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, periode_code)
);

CREATE TABLE eigen_reeks (                  -- files that a team brought in itself and that count now
    indicator_id   VARCHAR PRIMARY KEY,
    snapshot_id    VARCHAR NOT NULL,
    bestandsnaam   VARCHAR NOT NULL,
    bron           VARCHAR NOT NULL,        -- who made the figures, as the team says
    editie         VARCHAR NOT NULL,
    licentie       VARCHAR NOT NULL,
    door           VARCHAR,                 -- team that brought it, if it said so
    ingelezen_op   TIMESTAMP NOT NULL,      -- UTC
    cijfers        BIGINT NOT NULL,         -- filled figures of it that are in use
    vervangt       BOOLEAN NOT NULL         -- the indicator is one of the catalogue, not of the team
);

CREATE TABLE revisie (                      -- figures that stood here before and are different now
    indicator_id    VARCHAR NOT NULL,
    regio_code      VARCHAR NOT NULL,
    periode_code    VARCHAR NOT NULL,
    wat             VARCHAR NOT NULL,       -- herzien | gevuld | leeg | weg | status
    oorzaak         VARCHAR NOT NULL,       -- editie (of the same source) | andere_bron | correctie (ours) | eigen_import
    oud             DOUBLE,                 -- NULL = there was none
    nieuw           DOUBLE,
    status_oud      VARCHAR NOT NULL,
    status_nieuw    VARCHAR,                -- NULL = the row is gone
    editie_oud      VARCHAR,
    editie_nieuw    VARCHAR,
    snapshot_oud    VARCHAR NOT NULL,
    snapshot_nieuw  VARCHAR,
    gevonden_op     TIMESTAMP NOT NULL      -- UTC, of the build that found it
    -- Only published rows (indeling_jaar 0, herkomst bron or import); at most the last five
    -- revisions of one figure (etl/verschil/revisie.py).
);

CREATE TABLE bouw (                         -- written last
    bouw_id           VARCHAR PRIMARY KEY,
    gebouwd_op        TIMESTAMP NOT NULL,   -- UTC
    versie            VARCHAR NOT NULL,
    catalogus_sha256  VARCHAR NOT NULL,
    rijen             BIGINT NOT NULL,
    revisies_sinds    TIMESTAMP NOT NULL    -- UTC; table revisie knows of changes from this moment on
);
