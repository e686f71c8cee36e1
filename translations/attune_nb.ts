<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb" sourcelanguage="en">
<context>
    <name>Format</name>
    <message>
        <source>%1 bn</source>
        <extracomment>millions, as in &quot;135 M parameters&quot;</extracomment>
        <translation>%1 mrd.</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 mill.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 t %2 min</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Fine-tune language models on your own machine.</source>
        <translation>Finjuster språkmodeller på din egen maskin.</translation>
    </message>
    <message>
        <source>A project folder (NAME.attune) to open.</source>
        <translation>En prosjektmappe (NAVN.attune) som skal åpnes.</translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>Weights</source>
        <translation>Vekter</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienter</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimerer</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktiveringer</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Annet</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Home</source>
        <translation>Hjem</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Tren</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Kjøring</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Sammenlign</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Prøv</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modeller</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Quick try</source>
        <translation>Rask prøve</translation>
    </message>
    <message>
        <source>Thirty steps, to see whether all is in order.</source>
        <translation>Tretti steg, for å se om alt er i orden.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Balansert</translation>
    </message>
    <message>
        <source>The defaults: three epochs with a cosine schedule.</source>
        <translation>Standardverdiene: tre epoker med cosinusplan.</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Forsiktig</translation>
    </message>
    <message>
        <source>Up to five epochs; ends by itself when validation no longer improves.</source>
        <translation>Opptil fem epoker; avsluttes av seg selv når valideringen ikke lenger blir bedre.</translation>
    </message>
    <message>
        <source>Little memory</source>
        <translation>Lite minne</translation>
    </message>
    <message>
        <source>One row at a time, eight added up to a step, and shorter rows.</source>
        <translation>Én rad om gangen, åtte lagt sammen til et steg, og kortere rader.</translation>
    </message>
</context>
<context>
    <name>attune::ui::AboutDialog</name>
    <message>
        <source>About Attune</source>
        <translation>Om Attune</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versjon %1</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It uses Qt, libtorch, QCustomPlot, SQLite, SentencePiece, ICU, PCRE2, simdjson and libarchive.</source>
        <translation>Fri programvare under GNU General Public License, versjon 3 eller senere. Bruker Qt, libtorch, QCustomPlot, SQLite, SentencePiece, ICU, PCRE2, simdjson og libarchive.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Taster</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Gå til en side</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Les på nytt</translation>
    </message>
    <message>
        <source>Start, send or import</source>
        <translation>Start, send eller importer</translation>
    </message>
    <message>
        <source>Close a message</source>
        <translation>Lukk en melding</translation>
    </message>
    <message>
        <source>Walk along a curve</source>
        <translation>Gå langs en kurve</translation>
    </message>
    <message>
        <source>Show the whole curve</source>
        <translation>Vis hele kurven</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avslutt</translation>
    </message>
    <message>
        <source>Fine-tunes language models on your own machine. Nothing leaves it.</source>
        <translation>Finjusterer språkmodeller på din egen maskin. Ingenting forlater den.</translation>
    </message>
</context>
<context>
    <name>attune::ui::AdapterSum</name>
    <message>
        <source>&amp;Add an adapter</source>
        <translation>&amp;Legg til en adapter</translation>
    </message>
    <message>
        <source>Lets the adapters of several runs of one model answer together.</source>
        <translation>Lar adapterne fra flere kjøringer av én modell svare sammen.</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Vekten til %1</translation>
    </message>
    <message>
        <source>Leave out %1</source>
        <translation>Utelat %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::CheckPanel</name>
    <message>
        <source>serious</source>
        <translation>alvorlig</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>se på det</translation>
    </message>
    <message>
        <source>note</source>
        <translation>merknad</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funn</translation>
    </message>
    <message>
        <source>Rows of the finding</source>
        <translation>Rader i funnet</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>Sjekk &amp;igjen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>&amp;Plan this step</source>
        <translation>&amp;Planlegg dette steget</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Fremdrift for sjekken</translation>
    </message>
    <message>
        <source>Looking at the rows…</source>
        <translation>Ser på radene …</translation>
    </message>
    <message>
        <source>Checking the rows</source>
        <translation>Sjekker radene</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Sjekken ble stoppet.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Ingenting ble funnet.</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s) of findings</source>
        <translation>
            <numerusform>%n slags funn</numerusform>
            <numerusform>%n slags funn</numerusform>
        </translation>
    </message>
    <message>
        <source>Cut and untrained rows are those of %1 at %2 tokens.</source>
        <translation>Avkortede og utrente rader gjelder %1 ved %2 tokener.</translation>
    </message>
    <message>
        <source>With a model chosen on the page “Train”, rows that are cut or train nothing are found too.</source>
        <translation>Når en modell er valgt på siden «Tren», finnes også rader som avkortes eller ikke trener noe.</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Funn</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rader</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Andel</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Vekt</translation>
    </message>
    <message>
        <source>&amp;Plan: %1</source>
        <translation>&amp;Planlegg: %1</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
</context>
<context>
    <name>attune::ui::CleanPanel</name>
    <message>
        <source>Cleaning steps</source>
        <translation>Rensesteg</translation>
    </message>
    <message>
        <source>&amp;Add step</source>
        <translation>&amp;Legg til steg</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Fjern</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Angre</translation>
    </message>
    <message>
        <source>&amp;Save as new version</source>
        <translation>&amp;Lagre som ny versjon</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>Legg til et steg</translation>
    </message>
    <message>
        <source>Kind of step</source>
        <translation>Slags steg</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>ikke satt</translation>
    </message>
    <message>
        <source>Counting the steps</source>
        <translation>Teller stegene</translation>
    </message>
    <message>
        <source>No steps yet. Add one here, or plan one under “Check”. The rows that are stored now are never changed.</source>
        <translation>Ingen steg ennå. Legg til et her, eller planlegg et under «Sjekk». Radene som er lagret nå, blir aldri endret.</translation>
    </message>
    <message>
        <source>These steps made this version. The version before is still there.</source>
        <translation>Disse stegene laget denne versjonen. Versjonen før finnes fortsatt.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) planned; saving gives %1 rows.</source>
        <translation>
            <numerusform>%n steg planlagt; lagring gir %1 rader.</numerusform>
            <numerusform>%n steg planlagt; lagring gir %1 rader.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) planned.</source>
        <translation>
            <numerusform>%n steg planlagt.</numerusform>
            <numerusform>%n steg planlagt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>done</source>
        <translation>utført</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>planlagt</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Før</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Etter</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Endret</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Saving the new version</source>
        <translation>Lagrer den nye versjonen</translation>
    </message>
    <message numerus="yes">
        <source>Version %1 of “%2” is stored: %n row(s).</source>
        <translation>
            <numerusform>Versjon %1 av «%2» er lagret: %n rad.</numerusform>
            <numerusform>Versjon %1 av «%2» er lagret: %n rader.</numerusform>
        </translation>
    </message>
    <message>
        <source>The version before it is still in the list of datasets.</source>
        <translation>Versjonen før den står fortsatt i listen over datasett.</translation>
    </message>
</context>
<context>
    <name>attune::ui::ComparePanel</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Teknikk</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datasett</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Oppdeling</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Frø</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Oppgave</translation>
    </message>
    <message>
        <source>&amp;Only differences</source>
        <translation>&amp;Bare forskjeller</translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation>Disse kjøringene har de samme innstillingene.</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurver</translation>
    </message>
    <message>
        <source>Settings of the runs</source>
        <translation>Kjøringenes innstillinger</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Results of the runs</source>
        <translation>Kjøringenes resultater</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultater</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Innstilling</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>best of these runs</source>
        <translation>best av disse kjøringene</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is better than “%2” on the same %n validation row(s): loss lower by %3 (95 % interval %4 to %5).</source>
        <translation>
            <numerusform>«%1» er bedre enn «%2» på den samme %n valideringsraden: tapet er %3 lavere (95 %-intervall %4 til %5).</numerusform>
            <numerusform>«%1» er bedre enn «%2» på de samme %n valideringsradene: tapet er %3 lavere (95 %-intervall %4 til %5).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” and “%2” do not differ reliably on the same %n validation row(s).</source>
        <translation>
            <numerusform>«%1» og «%2» er ikke pålitelig forskjellige på den samme %n valideringsraden.</numerusform>
            <numerusform>«%1» og «%2» er ikke pålitelig forskjellige på de samme %n valideringsradene.</numerusform>
        </translation>
    </message>
    <message>
        <source>The losses of these runs cannot be compared.</source>
        <translation>Tapene til disse kjøringene kan ikke sammenlignes.</translation>
    </message>
</context>
<context>
    <name>attune::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Import examples, see what the model will see, and set some aside for validation and test.</source>
        <translation>Importer eksempler, se det modellen vil se, og sett noen til side for validering og test.</translation>
    </message>
    <message>
        <source>&amp;Import files…</source>
        <translation>&amp;Importer filer …</translation>
    </message>
    <message>
        <source>Delete this dataset</source>
        <translation>Slett dette datasettet</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datasett</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>Slipp en fil her</translation>
    </message>
    <message>
        <source>A CSV or TSV table, JSON or JSON Lines: questions with answers, chat messages, texts with labels, or better and worse answers. The file itself is not changed.</source>
        <translation>En CSV- eller TSV-tabell, JSON eller JSON Lines: spørsmål med svar, samtaler, tekster med etiketter, eller bedre og dårligere svar. Selve filen blir ikke endret.</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>&amp;Velg filer …</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rader</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Oppdeling</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>Lengder</translation>
    </message>
    <message>
        <source>Import record</source>
        <translation>Importlogg</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Importer filer</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n row(s))</source>
        <translation>
            <numerusform>%1 (%n rad)</numerusform>
            <numerusform>%1 (%n rader)</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the rows</source>
        <translation>Leser radene</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Rens</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versjoner</translation>
    </message>
    <message>
        <source>Clean (%1)</source>
        <translation>Rens (%1)</translation>
    </message>
    <message>
        <source>%1 · version %2</source>
        <translation>%1 · versjon %2</translation>
    </message>
    <message>
        <source>“%1” is planned.</source>
        <translation>«%1» er planlagt.</translation>
    </message>
    <message>
        <source>Nothing is changed before you save a new version.</source>
        <translation>Ingenting endres før du lagrer en ny versjon.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Angre</translation>
    </message>
    <message>
        <source>Show the &amp;steps</source>
        <translation>Vis &amp;stegene</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.md *.conll *.gz *.zst *.xz *.bz2 *.zip *.parquet);;All files (*)</source>
        <translation>Tabeller (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.md *.conll *.gz *.zst *.xz *.bz2 *.zip *.parquet);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Save the rows as a file</source>
        <translation>Lagre radene som en fil</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Lim inn</translation>
    </message>
    <message>
        <source>There is no text to paste.</source>
        <translation>Det er ingen tekst å lime inn.</translation>
    </message>
    <message>
        <source>Copy rows of a table or of a JSON file first.</source>
        <translation>Kopier først rader fra en tabell eller en JSON-fil.</translation>
    </message>
    <message>
        <source>Pasted rows</source>
        <translation>Innlimte rader</translation>
    </message>
    <message>
        <source>Name the file in dataset_info.json, for LLaMA-Factory</source>
        <translation>Før opp filen i dataset_info.json, for LLaMA-Factory</translation>
    </message>
</context>
<context>
    <name>attune::ui::DeviceBox</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisk</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prosessor</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>%1 minne</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>Automatisk: %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::HomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Velkommen</translation>
    </message>
    <message>
        <source>Fine-tune a language model on your own machine. Nothing leaves it.</source>
        <translation>Finjuster en språkmodell på din egen maskin. Ingenting forlater den.</translation>
    </message>
    <message>
        <source>Try the &amp;starter project</source>
        <translation>Prøv &amp;startprosjektet</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Nytt prosjekt …</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>&amp;Åpne prosjekt …</translation>
    </message>
    <message>
        <source>See it work</source>
        <translation>Se det i bruk</translation>
    </message>
    <message>
        <source>A small model and 503 questions about building permits. The first curves appear within a minute, without a network.</source>
        <translation>En liten modell og 503 spørsmål om byggetillatelser. De første kurvene vises innen ett minutt, uten nett.</translation>
    </message>
    <message>
        <source>Begin with your own examples</source>
        <translation>Begynn med dine egne eksempler</translation>
    </message>
    <message>
        <source>A table, JSON Lines or chat logs: questions with answers, or texts with labels. All of it stays in one folder.</source>
        <translation>En tabell, JSON Lines eller samtaler: spørsmål med svar, eller tekster med etiketter. Alt blir i én mappe.</translation>
    </message>
    <message>
        <source>Go on with your work</source>
        <translation>Fortsett arbeidet ditt</translation>
    </message>
    <message>
        <source>A project is a folder that ends in “.attune”. It can be moved and backed up as a whole.</source>
        <translation>Et prosjekt er en mappe som slutter på «.attune». Den kan flyttes og sikkerhetskopieres i sin helhet.</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Dette prosjektet</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Nylige prosjekter</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Ta av listen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported</source>
        <translation>
            <numerusform>%n rad importert</numerusform>
            <numerusform>%n rader importert</numerusform>
        </translation>
    </message>
    <message>
        <source>Import your examples</source>
        <translation>Importer eksemplene dine</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained</source>
        <translation>
            <numerusform>%n kjøring trent</numerusform>
            <numerusform>%n kjøringer trent</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a model and train it</source>
        <translation>Velg en modell og tren den</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Tren</translation>
    </message>
    <message>
        <source>Compare the runs and write a report</source>
        <translation>Sammenlign kjøringene og skriv en rapport</translation>
    </message>
    <message>
        <source>Train a second run to compare with</source>
        <translation>Tren en kjøring til å sammenligne med</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Sammenlign</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Nytt prosjekt</translation>
    </message>
    <message>
        <source>My project</source>
        <translation>Mitt prosjekt</translation>
    </message>
    <message>
        <source>Attune projects (*.attune)</source>
        <translation>Attune-prosjekter (*.attune)</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>Åpne en prosjektmappe</translation>
    </message>
</context>
<context>
    <name>attune::ui::ImportPanel</name>
    <message>
        <source>found out</source>
        <translation>finnes automatisk</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>komma</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>semikolon</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulator</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>loddrett strek</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importer</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Avbryt</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Filens første rader</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>First row names the columns</source>
        <translation>Første rad navngir kolonnene</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Skilletegn</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Tegnkoding</translation>
    </message>
    <message>
        <source>Name of the dataset</source>
        <translation>Datasettets navn</translation>
    </message>
    <message>
        <source>What the columns mean</source>
        <translation>Hva kolonnene betyr</translation>
    </message>
    <message>
        <source>Kind of rows</source>
        <translation>Type rader</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Instruction before every conversation</source>
        <translation>Instruks før hver samtale</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Leser filen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>og %n fil til</numerusform>
            <numerusform>og %n filer til</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n rad</numerusform>
            <numerusform>%n rader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n row(s)</source>
        <translation>
            <numerusform>omtrent %n rad</numerusform>
            <numerusform>omtrent %n rader</numerusform>
        </translation>
    </message>
    <message>
        <source>choose a column</source>
        <translation>velg en kolonne</translation>
    </message>
    <message>
        <source>%1 of the first %2 rows can be used as they are.</source>
        <translation>%1 av de første %2 radene kan brukes som de er.</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importerer</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Datasets that the file describes</source>
        <translation>Datasett som filen beskriver</translation>
    </message>
    <message>
        <source>The file describes no dataset that can be imported.</source>
        <translation>Filen beskriver ikke noe datasett som kan importeres.</translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) were left out.</source>
        <translation>
            <numerusform>%n datasett ble utelatt.</numerusform>
            <numerusform>%n datasett ble utelatt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, omtrent %2 igjen</translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthHistogram</name>
    <message>
        <source>Length of the rows in tokens</source>
        <translation>Radenes lengde i tokener</translation>
    </message>
    <message>
        <source>Half of the rows have at most %1 tokens, the longest has %2.</source>
        <translation>Halvparten av radene har høyst %1 tokener, den lengste har %2.</translation>
    </message>
    <message>
        <source>No row is cut at %1.</source>
        <translation>Ingen rad kuttes ved %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) longer than %1 would be cut.</source>
        <translation>
            <numerusform>%n rad som er lengre enn %1, ville bli kuttet.</numerusform>
            <numerusform>%n rader som er lengre enn %1, ville bli kuttet.</numerusform>
        </translation>
    </message>
    <message>
        <source>cut at %1</source>
        <translation>kuttes ved %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation>
            <numerusform>%1 til %2 tokener: %n rad</numerusform>
            <numerusform>%1 til %2 tokener: %n rader</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthsPanel</name>
    <message>
        <source>Tokens in a row</source>
        <translation>Tokener i en rad</translation>
    </message>
    <message>
        <source>Use at most</source>
        <translation>Bruk høyst</translation>
    </message>
    <message>
        <source>Tokens of a row that are used</source>
        <translation>Tokener i en rad som brukes</translation>
    </message>
    <message>
        <source>tokens of a row</source>
        <translation>tokener av en rad</translation>
    </message>
    <message>
        <source>Choose a model on the page “Train” first.</source>
        <translation>Velg først en modell på siden «Tren».</translation>
    </message>
    <message>
        <source>Each model cuts text into tokens in its own way, so the lengths depend on it.</source>
        <translation>Hver modell deler tekst i tokener på sin egen måte, så lengdene avhenger av den.</translation>
    </message>
    <message>
        <source>Counted with the tokens of %1.</source>
        <translation>Talt med tokenene til %1.</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>Teller tokener</translation>
    </message>
</context>
<context>
    <name>attune::ui::LivePage</name>
    <message>
        <source>Run</source>
        <translation>Kjøring</translation>
    </message>
    <message>
        <source>&amp;Stop and save</source>
        <translation>&amp;Stopp og lagre</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>Sa&amp;mmenlign</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>&amp;Prøv den</translation>
    </message>
    <message>
        <source>No run is training</source>
        <translation>Ingen kjøring trenes</translation>
    </message>
    <message>
        <source>Its curves, speed and sample answers appear here while it trains, and stay until the next one.</source>
        <translation>Kurver, fart og eksempelsvar vises her mens den trenes, og blir stående til den neste.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Forbered en kjøring</translation>
    </message>
    <message>
        <source>The plot could not be written to “%1”.</source>
        <translation>Plottet kunne ikke skrives til «%1».</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Velg en annen mappe.</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Kjøringens framdrift</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Tid igjen</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Treningstap</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Valideringstap</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Tokener per sekund</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Læringsrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientnorm</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Minne</translation>
    </message>
    <message>
        <source>What it answers now</source>
        <translation>Hva den svarer nå</translation>
    </message>
    <message>
        <source>At each look at the validation rows the model answers some of their questions.</source>
        <translation>Ved hvert blikk på valideringsradene svarer modellen på noen av spørsmålene.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>lagrer</translation>
    </message>
    <message>
        <source>training on %1</source>
        <translation>trenes på %1</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>forberedes</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>mislyktes</translation>
    </message>
    <message>
        <source>stopped, can be resumed</source>
        <translation>stoppet, kan gjenopptas</translation>
    </message>
    <message>
        <source>ended early: no longer better</source>
        <translation>avsluttet tidlig: ble ikke bedre</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>fullført</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Stopp og lagre</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Steg %1</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(ikke noe svar)</translation>
    </message>
    <message>
        <source>Expected: %1</source>
        <translation>Forventet: %1</translation>
    </message>
    <message>
        <source>To fit the memory, %1 of %2 layers are computed twice.</source>
        <translation>For å få plass i minnet regnes %1 av %2 lag ut to ganger.</translation>
    </message>
</context>
<context>
    <name>attune::ui::MainWindow</name>
    <message>
        <source>Undo</source>
        <translation>Angre</translation>
    </message>
    <message>
        <source>The model is exported and was checked by reading it back.</source>
        <translation>Modellen er eksportert og ble kontrollert ved å leses tilbake.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Åpne mappen</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>Ikke noe prosjekt</translation>
    </message>
    <message>
        <source>%1 — Attune</source>
        <translation>%1 — Attune</translation>
    </message>
    <message>
        <source>A model is being trained.</source>
        <translation>En modell trenes.</translation>
    </message>
    <message>
        <source>Closing stops the training and saves it; it can be resumed later.</source>
        <translation>Lukking stopper treningen og lagrer den; den kan gjenopptas senere.</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>Fortsett treningen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stopp og lukk</translation>
    </message>
    <message>
        <source>Saving the training; the window closes by itself.</source>
        <translation>Lagrer treningen; vinduet lukkes av seg selv.</translation>
    </message>
    <message>
        <source>Open or create a project first.</source>
        <translation>Åpne eller opprett et prosjekt først.</translation>
    </message>
    <message>
        <source>Files are imported into a project.</source>
        <translation>Filer importeres til et prosjekt.</translation>
    </message>
</context>
<context>
    <name>attune::ui::MemoryBar</name>
    <message>
        <source>Memory needed</source>
        <translation>Minne som trengs</translation>
    </message>
    <message>
        <source>%1 of %2 available</source>
        <translation>%1 av %2 tilgjengelig</translation>
    </message>
</context>
<context>
    <name>attune::ui::MessageBar</name>
    <message>
        <source>Close message</source>
        <translation>Lukk meldingen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Kopier detaljer</translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelsPage</name>
    <message>
        <source>Hugging Face cache</source>
        <translation>Hugging Face-hurtiglager</translation>
    </message>
    <message>
        <source>came with Attune</source>
        <translation>fulgte med Attune</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>mappe</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modeller</translation>
    </message>
    <message>
        <source>What is on this machine, and how each model could be trained here.</source>
        <translation>Hva som finnes på denne maskinen, og hvordan hver modell kan trenes her.</translation>
    </message>
    <message>
        <source>Models on this machine</source>
        <translation>Modeller på denne maskinen</translation>
    </message>
    <message>
        <source>Techniques</source>
        <translation>Teknikker</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Bla gjennom …</translation>
    </message>
    <message>
        <source>&amp;Download…</source>
        <translation>&amp;Last ned …</translation>
    </message>
    <message>
        <source>No models yet</source>
        <translation>Ingen modeller ennå</translation>
    </message>
    <message>
        <source>Attune looks in the cache that Hugging Face programs share. Browse for a model folder or a .gguf file, or download one by its name.</source>
        <translation>Attune ser i hurtiglageret som Hugging Face-programmer deler. Bla etter en modellmappe eller en .gguf-fil, eller last ned en modell ved navn.</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Last ned en modell</translation>
    </message>
    <message>
        <source>organisation/name, or organisation/name@revision</source>
        <translation>organisasjon/navn, eller organisasjon/navn@revisjon</translation>
    </message>
    <message>
        <source>Name of the model on the hub</source>
        <translation>Modellens navn på huben</translation>
    </message>
    <message>
        <source>Access token, for models that ask for one</source>
        <translation>Tilgangsnøkkel, for modeller som krever det</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Tilgangsnøkkel</translation>
    </message>
    <message>
        <source>Is kept until Attune is closed and never written to disk.</source>
        <translation>Beholdes til Attune lukkes, og skrives aldri til disk.</translation>
    </message>
    <message>
        <source>&amp;Look up</source>
        <translation>&amp;Slå opp</translation>
    </message>
    <message>
        <source>Do&amp;wnload</source>
        <translation>L&amp;ast ned</translation>
    </message>
    <message>
        <source>Nothing is sent or fetched before you press the button. The files go to the cache that other programs share, each checked against the hub&apos;s SHA-256.</source>
        <translation>Ingenting sendes eller hentes før du trykker på knappen. Filene legges i hurtiglageret som andre programmer deler, og hver av dem kontrolleres mot hubens SHA-256.</translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation>Hva som får plass på denne maskinen</translation>
    </message>
    <message>
        <source>&amp;Train this model</source>
        <translation>&amp;Tren denne modellen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Velg en modell</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors config.json *.index.json);;All files (*)</source>
        <translation>Modeller (*.gguf *.safetensors config.json *.index.json);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametre</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>På disken</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontekst</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisens</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>ikke oppgitt</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Hvor</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Beregner</translation>
    </message>
    <message>
        <source>Memory at the peak with rows of %1 tokens, %2 at once, as set on the page “Train”. %3 are free now; what does not fit can still be tried.</source>
        <translation>Minne på det meste med rader på %1 tokener, %2 om gangen, som satt på siden «Tren». %3 er ledig nå; det som ikke får plass, kan likevel prøves.</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Teknikk</translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Parametere som trenes</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Minne</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Her</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>får plass</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>for stor</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Spør huben …</translation>
    </message>
    <message>
        <source>Looking up a model</source>
        <translation>Slår opp en modell</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n file(s), licence: %3.</source>
        <translation>
            <numerusform>%1: %2 i %n fil, lisens: %3.</numerusform>
            <numerusform>%1: %2 i %n filer, lisens: %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Downloading; the progress is shown at the left. What is there already is not fetched again.</source>
        <translation>Laster ned; framdriften vises til venstre. Det som allerede er der, hentes ikke på nytt.</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>Laster ned %1</translation>
    </message>
    <message>
        <source>It is here: %1</source>
        <translation>Den ligger her: %1</translation>
    </message>
    <message>
        <source>In the &amp;keyring</source>
        <translation>I &amp;nøkkelringen</translation>
    </message>
    <message>
        <source>Keeps the token in the desktop&apos;s keyring, encrypted, and takes it from there while the field is empty. Without the tick it is removed from there.</source>
        <translation>Lagrer tilgangsnøkkelen kryptert i skrivebordets nøkkelring og henter den derfra når feltet er tomt. Uten haken fjernes den derfra.</translation>
    </message>
    <message>
        <source>Removing the token from the keyring</source>
        <translation>Fjerner tilgangsnøkkelen fra nøkkelringen</translation>
    </message>
    <message>
        <source>The keyring holds no token any more.</source>
        <translation>Nøkkelringen har ikke lenger noen tilgangsnøkkel.</translation>
    </message>
</context>
<context>
    <name>attune::ui::NavigationRail</name>
    <message>
        <source>Preferences</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>Stopp dette</translation>
    </message>
</context>
<context>
    <name>attune::ui::ParamField</name>
    <message>
        <source>Back to the default</source>
        <translation>Tilbake til standardverdien</translation>
    </message>
</context>
<context>
    <name>attune::ui::ParamForm</name>
    <message>
        <source>All settings</source>
        <translation>Alle innstillinger</translation>
    </message>
</context>
<context>
    <name>attune::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Som skrivebordet</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Språk</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Utseende</translation>
    </message>
    <message>
        <source>where the set-up put it</source>
        <translation>der oppsettet la den</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Bla gjennom …</translation>
    </message>
    <message>
        <source>Folder of libtorch</source>
        <translation>Mappen til libtorch</translation>
    </message>
    <message>
        <source>Folder of lib&amp;torch</source>
        <translation>Mappen til lib&amp;torch</translation>
    </message>
    <message>
        <source>The folder that holds lib/libtorch_cpu.so. Used from the next start on.</source>
        <translation>Mappen som inneholder lib/libtorch_cpu.so. Brukes fra neste oppstart.</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>alle kjerner</translation>
    </message>
    <message>
        <source>T&amp;hreads for training</source>
        <translation>&amp;Tråder for trening</translation>
    </message>
    <message>
        <source>Used from the next start on. Results depend on the number of threads in the last digits.</source>
        <translation>Brukes fra neste oppstart. Resultatene avhenger av antall tråder i de siste sifrene.</translation>
    </message>
</context>
<context>
    <name>attune::ui::RateDialog</name>
    <message>
        <source>The model learns for a few steps at each rate, from very small to very large. Where the loss falls fastest is a good rate to train with.</source>
        <translation>Modellen lærer noen steg ved hver rate, fra svært liten til svært stor. Der tapet faller raskest, er en god rate å trene med.</translation>
    </message>
    <message>
        <source>&amp;Use this rate</source>
        <translation>&amp;Bruk denne raten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Lukk</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>Finn en læringsrate</translation>
    </message>
    <message>
        <source>Progress of the test</source>
        <translation>Framdrift i prøven</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Prøver læringsrater</translation>
    </message>
    <message>
        <source>The loss falls fastest at a rate of %1; above %2 learning gets worse.</source>
        <translation>Tapet faller raskest ved raten %1; over %2 blir læringen dårligere.</translation>
    </message>
</context>
<context>
    <name>attune::ui::RatePlot</name>
    <message>
        <source>Loss over the learning rate</source>
        <translation>Tapet over læringsraten</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Læringsrate</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Tap</translation>
    </message>
</context>
<context>
    <name>attune::ui::RecordPanel</name>
    <message>
        <source>Rows in the files</source>
        <translation>Rader i filene</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Beholdt</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Forkastet</translation>
    </message>
    <message>
        <source>Every row of the files could be used.</source>
        <translation>Alle radene i filene kunne brukes.</translation>
    </message>
    <message>
        <source>Dropped rows</source>
        <translation>Forkastede rader</translation>
    </message>
    <message>
        <source>Fingerprint of the rows: %1</source>
        <translation>Radenes fingeravtrykk: %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linje</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grunn</translation>
    </message>
</context>
<context>
    <name>attune::ui::ReportPage</name>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>One file that tells what was trained on what, how it went, and what came out.</source>
        <translation>Én fil som forteller hva som ble trent på hva, hvordan det gikk, og hva som kom ut av det.</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Lagre …</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Åpne mappen</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Filtype</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Nothing to report yet</source>
        <translation>Ingenting å rapportere ennå</translation>
    </message>
    <message>
        <source>A report holds data, settings, curves, results and sample answers of the runs that you choose.</source>
        <translation>En rapport inneholder data, innstillinger, kurver, resultater og eksempelsvar for kjøringene du velger.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Forbered en kjøring</translation>
    </message>
    <message>
        <source>Runs in the report</source>
        <translation>Kjøringer i rapporten</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Forhåndsvisning av rapporten</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Skriver rapporten</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Lagre rapporten</translation>
    </message>
    <message>
        <source>report</source>
        <translation>rapport</translation>
    </message>
    <message>
        <source>The report is saved as “%1”.</source>
        <translation>Rapporten er lagret som «%1».</translation>
    </message>
</context>
<context>
    <name>attune::ui::RowDialog</name>
    <message>
        <source>Instruction</source>
        <translation>Instruks</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Verktøy</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Spørsmål</translation>
    </message>
    <message>
        <source>Edit row %1</source>
        <translation>Rediger rad %1</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Bedre svar</translation>
    </message>
    <message>
        <source>Worse answer</source>
        <translation>Dårligere svar</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Labels, one a line</source>
        <translation>Etiketter, én per linje</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Ord</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Merker</translation>
    </message>
    <message>
        <source>The change is planned as a step; the stored rows stay as they are until you save a new version.</source>
        <translation>Endringen planlegges som et steg; de lagrede radene forblir som de er til du lagrer en ny versjon.</translation>
    </message>
</context>
<context>
    <name>attune::ui::RowsPanel</name>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Ord</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Merker</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Spørsmål</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Bedre svar</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Rows of the dataset</source>
        <translation>Datasettets rader</translation>
    </message>
    <message>
        <source>Search in the rows</source>
        <translation>Søk i radene</translation>
    </message>
    <message>
        <source>As the model sees it</source>
        <translation>Slik modellen ser den</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>ubrukt</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validering</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n rad</numerusform>
            <numerusform>%n rader</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Søker</translation>
    </message>
    <message>
        <source>Choose a row to see its tokens.</source>
        <translation>Velg en rad for å se tokenene.</translation>
    </message>
    <message>
        <source>Choose a model on the page “Train”: each model cuts text into tokens in its own way.</source>
        <translation>Velg en modell på siden «Tren»: Hver modell deler tekst i tokener på sin egen måte.</translation>
    </message>
    <message>
        <source>Cutting the row into tokens</source>
        <translation>Deler raden i tokener</translation>
    </message>
    <message>
        <source>Tokens of %1; the loss counts the trained ones.</source>
        <translation>Tokener fra %1; tapet regner med de trente.</translation>
    </message>
    <message>
        <source>Edit this row</source>
        <translation>Rediger denne raden</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Fjern denne raden</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunCanvas</name>
    <message>
        <source>Loss curves</source>
        <translation>Tapskurver</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Tap</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoke</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokener</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minutter</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Læringsrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientnorm</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Tokener per sekund</translation>
    </message>
    <message>
        <source>best: step %1</source>
        <translation>best: steg %1</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validering</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>steg %1</translation>
    </message>
    <message>
        <source>training %1</source>
        <translation>trening %1</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>validering %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunPlot</name>
    <message>
        <source>Logarithmic</source>
        <translation>Logaritmisk</translation>
    </message>
    <message>
        <source>by step</source>
        <translation>etter steg</translation>
    </message>
    <message>
        <source>by epoch</source>
        <translation>etter epoke</translation>
    </message>
    <message>
        <source>by tokens</source>
        <translation>etter tokener</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>etter tid</translation>
    </message>
    <message>
        <source>Both losses</source>
        <translation>Begge tapene</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Treningstap</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Valideringstap</translation>
    </message>
    <message>
        <source>Nothing below</source>
        <translation>Ingenting under</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Læringsrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientnorm</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Fart</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Vannrett akse</translation>
    </message>
    <message>
        <source>Losses shown</source>
        <translation>Tap som vises</translation>
    </message>
    <message>
        <source>Plot below</source>
        <translation>Plott under</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glatting</translation>
    </message>
    <message>
        <source>Smooths the training loss for the eye; the faint line is what was measured.</source>
        <translation>Glatter treningstapet for øyet; den svake linjen er det som ble målt.</translation>
    </message>
    <message>
        <source>Show all (double-click, or 0)</source>
        <translation>Vis alt (dobbeltklikk, eller 0)</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Lagre plottet</translation>
    </message>
    <message>
        <source>Save as %1…</source>
        <translation>Lagre som %1 …</translation>
    </message>
    <message>
        <source>%1, each step</source>
        <translation>%1, hvert steg</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunsPage</name>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>fullført</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>stoppet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>mislyktes</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>avbrutt</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Sammenlign</translation>
    </message>
    <message>
        <source>Select one run or several: their curves, settings and results are laid side by side.</source>
        <translation>Velg én eller flere kjøringer: Kurver, innstillinger og resultater legges ved siden av hverandre.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Kjøringer</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Ingen kjøringer ennå</translation>
    </message>
    <message>
        <source>Train two runs with different settings; here you see which one is better and why.</source>
        <translation>Tren to kjøringer med ulike innstillinger; her ser du hvilken som er best og hvorfor.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Forbered en kjøring</translation>
    </message>
    <message>
        <source>The plot could not be written to “%1”.</source>
        <translation>Plottet kunne ikke skrives til «%1».</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Velg en annen mappe.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Gjenoppta</translation>
    </message>
    <message>
        <source>E&amp;valuate</source>
        <translation>&amp;Evaluer</translation>
    </message>
    <message>
        <source>Scores the run and its base model on the test rows.</source>
        <translation>Måler kjøringen og grunnmodellen dens på testradene.</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>E&amp;ksporter</translation>
    </message>
    <message>
        <source>Adapter (PEFT)…</source>
        <translation>Adapter (PEFT) …</translation>
    </message>
    <message>
        <source>Merged model (Hugging Face)…</source>
        <translation>Sammenslått modell (Hugging Face) …</translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation>Slett de valgte kjøringene</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Kjøring</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>Best validation</source>
        <translation>Beste validering</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Treningstap</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Teknikk</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Laget</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Sammenligner</translation>
    </message>
    <message>
        <source>Export to a new folder</source>
        <translation>Eksporter til en ny mappe</translation>
    </message>
</context>
<context>
    <name>attune::ui::SplitPanel</name>
    <message>
        <source>at random</source>
        <translation>tilfeldig</translation>
    </message>
    <message>
        <source>by content: rows keep their part when data is added</source>
        <translation>etter innhold: rader beholder sin del når data kommer til</translation>
    </message>
    <message>
        <source>by time: the latest rows are the test</source>
        <translation>etter tid: de nyeste radene er testen</translation>
    </message>
    <message>
        <source>Column with the time</source>
        <translation>Kolonne med tiden</translation>
    </message>
    <message>
        <source>&amp;Use this split</source>
        <translation>&amp;Bruk denne oppdelingen</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Deler</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Rows that the model learns from.</source>
        <translation>Rader som modellen lærer av.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validering</translation>
    </message>
    <message>
        <source>Rows that show during training whether it still gets better.</source>
        <translation>Rader som under treningen viser om den fortsatt blir bedre.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Rows that are kept for the evaluation at the end.</source>
        <translation>Rader som spares til evalueringen til slutt.</translation>
    </message>
    <message>
        <source>Divided</source>
        <translation>Deles</translation>
    </message>
    <message>
        <source>How it is decided which row goes where.</source>
        <translation>Hvordan det avgjøres hvilken rad som havner hvor.</translation>
    </message>
    <message>
        <source>Keep the shares of</source>
        <translation>Behold andelene av</translation>
    </message>
    <message>
        <source>Each part gets the same share of each label or value.</source>
        <translation>Hver del får den samme andelen av hver etikett eller verdi.</translation>
    </message>
    <message>
        <source>Keep together</source>
        <translation>Hold sammen</translation>
    </message>
    <message>
        <source>Rows with the same value of this column never stand in two parts, such as messages of one customer.</source>
        <translation>Rader med samme verdi i denne kolonnen havner aldri i to deler, for eksempel meldinger fra én kunde.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Frø</translation>
    </message>
    <message>
        <source>The same number gives the same split.</source>
        <translation>Det samme tallet gir den samme oppdelingen.</translation>
    </message>
    <message>
        <source>This gives</source>
        <translation>Dette gir</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ingenting</translation>
    </message>
    <message>
        <source>the labels</source>
        <translation>etikettene</translation>
    </message>
    <message>
        <source>Counting the parts</source>
        <translation>Teller delene</translation>
    </message>
    <message>
        <source>Training %1 · validation %2 · test %3</source>
        <translation>Trening %1 · validering %2 · test %3</translation>
    </message>
    <message>
        <source>Every row is used.</source>
        <translation>Alle rader brukes.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are left out.</source>
        <translation>
            <numerusform>%n rad er utelatt.</numerusform>
            <numerusform>%n rader er utelatt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) also stand in another part.</source>
        <translation>
            <numerusform>%n rad står også i en annen del.</numerusform>
            <numerusform>%n rader står også i en annen del.</numerusform>
        </translation>
    </message>
    <message>
        <source>in folds: each part validates once, for few rows</source>
        <translation>i folder: hver del validerer én gang, for få rader</translation>
    </message>
    <message>
        <source>Fold that validates</source>
        <translation>Fold som validerer</translation>
    </message>
    <message>
        <source>of</source>
        <translation>av</translation>
    </message>
    <message>
        <source>Train once with each fold and compare the runs: together they validate every row.</source>
        <translation>Tren én gang med hver fold og sammenlign kjøringene: sammen validerer de hver rad.</translation>
    </message>
    <message>
        <source>Number of folds</source>
        <translation>Antall folder</translation>
    </message>
    <message>
        <source>equal rows</source>
        <translation>like rader</translation>
    </message>
    <message>
        <source>equal and nearly equal rows</source>
        <translation>like og nesten like rader</translation>
    </message>
    <message>
        <source>Equal rows on both sides make the model look better than it is.</source>
        <translation>Like rader på begge sider får modellen til å se bedre ut enn den er.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stand nearly the same in another part.</source>
        <translation>
            <numerusform>%n rad står nesten likt i en annen del.</numerusform>
            <numerusform>%n rader står nesten likt i en annen del.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nearly equal rows on both sides make the model look better than it is.</source>
        <translation>Nesten like rader på begge sider får modellen til å se bedre ut enn den er.</translation>
    </message>
    <message>
        <source>&amp;Keep them together</source>
        <translation>&amp;Hold dem sammen</translation>
    </message>
    <message>
        <source>&amp;Plan to remove the copies</source>
        <translation>&amp;Planlegg å fjerne kopiene</translation>
    </message>
    <message>
        <source>What the parts hold</source>
        <translation>Hva delene inneholder</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rader</translation>
    </message>
    <message>
        <source>Characters in the middle row</source>
        <translation>Tegn i den midterste raden</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
</context>
<context>
    <name>attune::ui::TokenPane</name>
    <message>
        <source>Tokens of the row</source>
        <translation>Radens tokener</translation>
    </message>
    <message>
        <source>trained: %1</source>
        <translation>trent: %1</translation>
    </message>
    <message>
        <source>read only: %1</source>
        <translation>bare lest: %1</translation>
    </message>
    <message>
        <source>cut off: %1</source>
        <translation>kuttet: %1</translation>
    </message>
    <message>
        <source>special: %1</source>
        <translation>spesielle: %1</translation>
    </message>
    <message>
        <source>token %1, id %2</source>
        <translation>token %1, id %2</translation>
    </message>
</context>
<context>
    <name>attune::ui::TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Tren</translation>
    </message>
    <message>
        <source>Choose what learns from what, and how. The right side says what it will take.</source>
        <translation>Velg hva som lærer av hva, og hvordan. Høyre side sier hva det vil kreve.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Data and model</source>
        <translation>Data og modell</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Bla gjennom …</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>&amp;Datasett</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Name of the run</source>
        <translation>Kjøringens &amp;navn</translation>
    </message>
    <message>
        <source>Com&amp;pute on</source>
        <translation>Regn &amp;på</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>&amp;Frø</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Teknikk</translation>
    </message>
    <message>
        <source>Before the start</source>
        <translation>Før start</translation>
    </message>
    <message>
        <source>Rows to learn from</source>
        <translation>Rader å lære av</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Parametere som trenes</translation>
    </message>
    <message>
        <source>Memory at the peak</source>
        <translation>Minne på det meste</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>&amp;Start treningen</translation>
    </message>
    <message>
        <source>Ctrl+Enter starts. It can be stopped and resumed at any time.</source>
        <translation>Ctrl+Enter starter. Den kan når som helst stoppes og gjenopptas.</translation>
    </message>
    <message>
        <source>Import data first</source>
        <translation>Importer data først</translation>
    </message>
    <message>
        <source>Browse for a model</source>
        <translation>Bla deg fram til en modell</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Leter etter modeller …</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>up to %1 tokens</source>
        <translation>opptil %1 tokener</translation>
    </message>
    <message>
        <source>licence %1</source>
        <translation>lisens %1</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Velg en modell</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors config.json *.index.json);;All files (*)</source>
        <translation>Modeller (*.gguf *.safetensors config.json *.index.json);;Alle filer (*)</translation>
    </message>
    <message>
        <source>%1, run %2</source>
        <translation>%1, kjøring %2</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Beregner</translation>
    </message>
    <message>
        <source>%1 of %2 (%3)</source>
        <translation>%1 av %2 (%3)</translation>
    </message>
    <message>
        <source>A run is training</source>
        <translation>En kjøring trenes</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Begynn med</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Oppgave</translation>
    </message>
    <message>
        <source>&amp;Find a learning rate…</source>
        <translation>&amp;Finn en læringsrate …</translation>
    </message>
    <message>
        <source>Tries rising rates for a few steps each and suggests one.</source>
        <translation>Prøver stigende rater noen steg hver og foreslår én.</translation>
    </message>
    <message>
        <source>Layers computed twice, which takes longer: %1 of %2</source>
        <translation>Lag som beregnes to ganger, noe som tar lengre tid: %1 av %2</translation>
    </message>
</context>
<context>
    <name>attune::ui::TryPage</name>
    <message>
        <source>Try</source>
        <translation>Prøv</translation>
    </message>
    <message>
        <source>Ask the model what it has learnt, beside what it knew before.</source>
        <translation>Spør modellen hva den har lært, ved siden av det den kunne fra før.</translation>
    </message>
    <message>
        <source>&amp;Base model beside it</source>
        <translation>&amp;Grunnmodellen ved siden av</translation>
    </message>
    <message>
        <source>Ask something that the training rows are about, in other words than theirs.</source>
        <translation>Spør om noe treningsradene handler om, med andre ord enn deres.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Send</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>&amp;New conversation</source>
        <translation>&amp;Ny samtale</translation>
    </message>
    <message>
        <source>No trained model yet</source>
        <translation>Ingen trent modell ennå</translation>
    </message>
    <message>
        <source>When a run has ended, its model answers here, beside the base model that it came from.</source>
        <translation>Når en kjøring er ferdig, svarer modellen dens her, ved siden av grunnmodellen den kommer fra.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Forbered en kjøring</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Spørsmålet ditt</translation>
    </message>
    <message>
        <source>Your question; Enter sends, Shift+Enter begins a new line</source>
        <translation>Spørsmålet ditt; Enter sender, Shift+Enter gir ny linje</translation>
    </message>
    <message>
        <source>0 always takes the likeliest word; higher values vary more.</source>
        <translation>0 tar alltid det mest sannsynlige ordet; høyere verdier varierer mer.</translation>
    </message>
    <message>
        <source>Model of the run</source>
        <translation>Kjøringens modell</translation>
    </message>
    <message>
        <source>Tokens at most</source>
        <translation>Høyst antall tokener</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Frø</translation>
    </message>
    <message>
        <source>Tuned</source>
        <translation>Finjustert</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Grunnmodell</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>Svarer</translation>
    </message>
</context>
<context>
    <name>attune::ui::VersionsPanel</name>
    <message>
        <source>removed</source>
        <translation>fjernet</translation>
    </message>
    <message>
        <source>added</source>
        <translation>lagt til</translation>
    </message>
    <message>
        <source>made by a step</source>
        <translation>laget av et steg</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>redigert</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Lagre</translation>
    </message>
    <message>
        <source>Changed rows</source>
        <translation>Endrede rader</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Hva som ble endret</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Sammenlignet med</translation>
    </message>
    <message>
        <source>What is known of these rows</source>
        <translation>Hva som er kjent om disse radene</translation>
    </message>
    <message>
        <source>Every report on a run with these rows tells this.</source>
        <translation>Hver rapport om en kjøring med disse radene forteller dette.</translation>
    </message>
    <message>
        <source>There is no other version yet.</source>
        <translation>Det finnes ingen annen versjon ennå.</translation>
    </message>
    <message>
        <source>Reading what is known of the rows</source>
        <translation>Leser hva som er kjent om radene</translation>
    </message>
    <message>
        <source>Saving what is known of the rows</source>
        <translation>Lagrer hva som er kjent om radene</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Lagret.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Sammenligner …</translation>
    </message>
    <message>
        <source>Comparing two versions</source>
        <translation>Sammenligner to versjoner</translation>
    </message>
    <message>
        <source>Same %1 · removed %2 · added %3 · edited %4</source>
        <translation>Like %1 · fjernet %2 · lagt til %3 · redigert %4</translation>
    </message>
    <message>
        <source>Both have the same rows.</source>
        <translation>Begge har de samme radene.</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>The mixture of labels moved by %1. %2</source>
        <translation>Blandingen av etiketter flyttet seg med %1. %2</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Endring</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
</context>
<context>
    <name>attune::ui::Workspace</name>
    <message>
        <source>Creating the project</source>
        <translation>Oppretter prosjektet</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>Åpner prosjektet</translation>
    </message>
    <message>
        <source>A run of this project was interrupted.</source>
        <translation>En kjøring i dette prosjektet ble avbrutt.</translation>
    </message>
    <message>
        <source>Preparing the starter project</source>
        <translation>Gjør klart startprosjektet</translation>
    </message>
    <message>
        <source>Reading the list of datasets</source>
        <translation>Leser listen over datasett</translation>
    </message>
    <message>
        <source>Reading the list of runs</source>
        <translation>Leser listen over kjøringer</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>Leter etter modeller</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importerer</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported.</source>
        <translation>
            <numerusform>%n rad importert.</numerusform>
            <numerusform>%n rader importert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be used; the import record says why.</source>
        <translation>
            <numerusform>%n rad kunne ikke brukes; importloggen sier hvorfor.</numerusform>
            <numerusform>%n rader kunne ikke brukes; importloggen sier hvorfor.</numerusform>
        </translation>
    </message>
    <message>
        <source>Splitting</source>
        <translation>Deler opp</translation>
    </message>
    <message>
        <source>The split is stored.</source>
        <translation>Oppdelingen er lagret.</translation>
    </message>
    <message>
        <source>New runs use it; runs made before keep theirs.</source>
        <translation>Nye kjøringer bruker den; tidligere kjøringer beholder sin.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Evaluerer</translation>
    </message>
    <message>
        <source>The evaluation is stored with the run.</source>
        <translation>Evalueringen er lagret sammen med kjøringen.</translation>
    </message>
    <message>
        <source>It stands under “Results” and in reports.</source>
        <translation>Den står under «Resultater» og i rapporter.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Eksporterer</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>%n kjøring slettet.</numerusform>
            <numerusform>%n kjøringer slettet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The dataset “%1” is deleted.</source>
        <translation>Datasettet «%1» er slettet.</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>Sletter</translation>
    </message>
    <message>
        <source>It can be resumed on the page “Compare”.</source>
        <translation>Den kan gjenopptas på siden «Sammenlign».</translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation>Skriver radene</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not in it, since this format cannot hold them.</source>
        <translation>
            <numerusform>%n rad er ikke med, fordi formatet ikke kan romme den.</numerusform>
            <numerusform>%n rader er ikke med, fordi formatet ikke kan romme dem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to “%1”.</source>
        <translation>
            <numerusform>%n rad skrevet til «%1».</numerusform>
            <numerusform>%n rader skrevet til «%1».</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for graphics cards</source>
        <translation>Leter etter skjermkort</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The operation ended unexpectedly.</source>
        <translation>Operasjonen sluttet uventet.</translation>
    </message>
    <message>
        <source>Copy the details and report them; the project itself is unharmed.</source>
        <translation>Kopier detaljene og meld dem fra; selve prosjektet er uskadd.</translation>
    </message>
    <message>
        <source>“{0}” cannot be written.</source>
        <translation>«{0}» kan ikke skrives.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Velg en annen mappe, eller frigjør plass.</translation>
    </message>
    <message>
        <source>There is no dataset yet.</source>
        <translation>Det finnes ikke noe datasett ennå.</translation>
    </message>
    <message>
        <source>Import one on the page “Data”.</source>
        <translation>Importer et på siden «Data».</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>Ingen modell er valgt.</translation>
    </message>
    <message>
        <source>Browse for a model folder or a .gguf file.</source>
        <translation>Bla deg fram til en modellmappe eller en .gguf-fil.</translation>
    </message>
    <message>
        <source>The starter files are not on this machine: “{0}” is missing.</source>
        <translation>Startfilene er ikke på denne maskinen: «{0}» mangler.</translation>
    </message>
    <message>
        <source>Run packaging/run.sh once with a network connection; it fetches them.</source>
        <translation>Kjør packaging/run.sh én gang med nettforbindelse; det henter dem.</translation>
    </message>
    <message>
        <source>“{0}” could not be written.</source>
        <translation>«{0}» kunne ikke skrives.</translation>
    </message>
    <message>
        <source>The disk is full: free some space and try again; nothing stored before is lost.</source>
        <translation>Disken er full: frigjør plass og prøv igjen; ingenting lagret tidligere er tapt.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write to it.</source>
        <translation>Kontroller at mappen finnes og at du har skrivetilgang.</translation>
    </message>
    <message>
        <source>“{0}” could not be opened.</source>
        <translation>«{0}» kunne ikke åpnes.</translation>
    </message>
    <message>
        <source>“{0}” is a folder, not a file.</source>
        <translation>«{0}» er en mappe, ikke en fil.</translation>
    </message>
    <message>
        <source>“{0}” is larger than the {1} bytes allowed for such a file.</source>
        <translation>«{0}» er større enn de {1} bytene som er tillatt for en slik fil.</translation>
    </message>
    <message>
        <source>“{0}” could not be read.</source>
        <translation>«{0}» kunne ikke leses.</translation>
    </message>
    <message>
        <source>“{0}” already exists.</source>
        <translation>«{0}» finnes allerede.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Velg et annet navn.</translation>
    </message>
    <message>
        <source>“{0}” could not be created.</source>
        <translation>«{0}» kunne ikke opprettes.</translation>
    </message>
    <message>
        <source>“{0}” is not complete: its manifest is missing or broken.</source>
        <translation>«{0}» er ikke fullstendig: manifestet mangler eller er ødelagt.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the file “{1}” is not what was stored.</source>
        <translation>«{0}» er skadet: filen «{1}» er ikke det som ble lagret.</translation>
    </message>
    <message>
        <source>{0} is larger than the {1} bytes allowed for such a file.</source>
        <translation>{0} er større enn de {1} bytene som er tillatt for en slik fil.</translation>
    </message>
    <message>
        <source>{0} is not valid JSON: it starts with a byte order mark.</source>
        <translation>{0} er ikke gyldig JSON: den begynner med et byterekkefølgemerke.</translation>
    </message>
    <message>
        <source>{0} is not valid JSON at byte {1}.</source>
        <translation>{0} er ikke gyldig JSON ved byte {1}.</translation>
    </message>
    <message>
        <source>{0} is not valid JSON: the key “{1}” stands twice in one object.</source>
        <translation>{0} er ikke gyldig JSON: nøkkelen «{1}» står to ganger i ett objekt.</translation>
    </message>
    <message>
        <source>{0} is nested more than {1} levels deep.</source>
        <translation>{0} er nøstet dypere enn {1} nivåer.</translation>
    </message>
    <message>
        <source>A stored example is not valid at “{0}”.</source>
        <translation>Et lagret eksempel er ikke gyldig ved «{0}».</translation>
    </message>
    <message>
        <source>The heading in line {0} has {1} columns; at most {2} can be read.</source>
        <translation>Overskriften i linje {0} har {1} kolonner; høyst {2} kan leses.</translation>
    </message>
    <message>
        <source>The heading in line {0} cannot be read: {1}</source>
        <translation>Overskriften i linje {0} kan ikke leses: {1}</translation>
    </message>
    <message>
        <source>The row holds a NUL character.</source>
        <translation>Raden inneholder et NUL-tegn.</translation>
    </message>
    <message>
        <source>The row is not valid UTF-8.</source>
        <translation>Raden er ikke gyldig UTF-8.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8, or choose its encoding.</source>
        <translation>Lagre filen som UTF-8, eller velg tegnkodingen.</translation>
    </message>
    <message>
        <source>The row has {0} cells, but the heading has {1}.</source>
        <translation>Raden har {0} celler, men overskriften har {1}.</translation>
    </message>
    <message>
        <source>A text with the delimiter in it needs quotation marks around it.</source>
        <translation>En tekst med skilletegnet i seg må stå i anførselstegn.</translation>
    </message>
    <message>
        <source>The row is longer than {0} bytes.</source>
        <translation>Raden er lengre enn {0} byte.</translation>
    </message>
    <message>
        <source>The quotation mark at line {0}, column {1} is never closed: nothing behind it could be read.</source>
        <translation>Anførselstegnet ved linje {0}, kolonne {1} lukkes aldri: ingenting etter det kunne leses.</translation>
    </message>
    <message>
        <source>Text follows after the closing quotation mark at line {0}, column {1}.</source>
        <translation>Det følger tekst etter det avsluttende anførselstegnet ved linje {0}, kolonne {1}.</translation>
    </message>
    <message>
        <source>A quotation mark inside a quoted text is written twice.</source>
        <translation>Et anførselstegn inne i en tekst i anførselstegn skrives dobbelt.</translation>
    </message>
    <message>
        <source>The text encoding “{0}” is not known.</source>
        <translation>Tegnkodingen «{0}» er ukjent.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8 and import it again.</source>
        <translation>Lagre filen som UTF-8 og importer den på nytt.</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>JSON list of objects</source>
        <translation>JSON-liste med objekter</translation>
    </message>
    <message>
        <source>Comma-separated values</source>
        <translation>Kommaseparerte verdier</translation>
    </message>
    <message>
        <source>Tab-separated values</source>
        <translation>Tabulatorseparerte verdier</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Filen er tom.</translation>
    </message>
    <message>
        <source>The file holds neither a list [ … ] nor an object { … } of rows.</source>
        <translation>Filen inneholder verken en liste [ … ] eller et objekt { … } med rader.</translation>
    </message>
    <message>
        <source>More text follows after the end of the JSON value.</source>
        <translation>Det følger mer tekst etter slutten av JSON-verdien.</translation>
    </message>
    <message>
        <source>The file may be cut off or damaged: get it again from its source.</source>
        <translation>Filen kan være avkuttet eller skadet: hent den på nytt fra kilden.</translation>
    </message>
    <message>
        <source>The file ends before its list of rows is closed.</source>
        <translation>Filen slutter før listen med rader er lukket.</translation>
    </message>
    <message>
        <source>The list of rows is broken here: a comma, bracket or colon stands where a row should be.</source>
        <translation>Listen med rader er brutt her: et komma, en klamme eller et kolon står der en rad skulle være.</translation>
    </message>
    <message>
        <source>A row is longer than allowed.</source>
        <translation>En rad er lengre enn tillatt.</translation>
    </message>
    <message>
        <source>The file ends inside a row.</source>
        <translation>Filen slutter midt i en rad.</translation>
    </message>
    <message>
        <source>The list of rows is broken here: a comma is missing.</source>
        <translation>Listen med rader er brutt her: et komma mangler.</translation>
    </message>
    <message>
        <source>The object is broken here: a key in quotation marks is missing.</source>
        <translation>Objektet er brutt her: en nøkkel i anførselstegn mangler.</translation>
    </message>
    <message>
        <source>The object is broken here: a colon is missing.</source>
        <translation>Objektet er brutt her: et kolon mangler.</translation>
    </message>
    <message>
        <source>The object is broken here: a comma is missing, or the file is cut off.</source>
        <translation>Objektet er brutt her: et komma mangler, eller filen er avkuttet.</translation>
    </message>
    <message>
        <source>The object holds no list of rows.</source>
        <translation>Objektet inneholder ingen liste med rader.</translation>
    </message>
    <message>
        <source>The file ends inside a value, or the value is longer than allowed.</source>
        <translation>Filen slutter midt i en verdi, eller verdien er lengre enn tillatt.</translation>
    </message>
    <message>
        <source>Split it into several rows.</source>
        <translation>Del den i flere rader.</translation>
    </message>
    <message>
        <source>The row is nested too deep.</source>
        <translation>Raden er nøstet for dypt.</translation>
    </message>
    <message>
        <source>The row is not valid JSON: a quotation mark is not closed.</source>
        <translation>Raden er ikke gyldig JSON: et anførselstegn er ikke lukket.</translation>
    </message>
    <message>
        <source>The row is not valid JSON.</source>
        <translation>Raden er ikke gyldig JSON.</translation>
    </message>
    <message>
        <source>The row is not an object {…} but {0}.</source>
        <translation>Raden er ikke et objekt {…}, men {0}.</translation>
    </message>
    <message>
        <source>The key “{0}” stands twice in one object.</source>
        <translation>Nøkkelen «{0}» står to ganger i ett objekt.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>mangler</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>en tekst</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>et tall</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>sann eller usann</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>en liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>et objekt</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>et program</translation>
    </message>
    <message>
        <source>a ZIP archive or office document</source>
        <translation>et ZIP-arkiv eller kontordokument</translation>
    </message>
    <message>
        <source>a gzip-compressed file</source>
        <translation>en gzip-komprimert fil</translation>
    </message>
    <message>
        <source>a Zstandard-compressed file</source>
        <translation>en Zstandard-komprimert fil</translation>
    </message>
    <message>
        <source>a bzip2-compressed file</source>
        <translation>en bzip2-komprimert fil</translation>
    </message>
    <message>
        <source>an XZ-compressed file</source>
        <translation>en XZ-komprimert fil</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>et 7-Zip-arkiv</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>et PDF-dokument</translation>
    </message>
    <message>
        <source>an old office document</source>
        <translation>et gammelt kontordokument</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>en Parquet-fil</translation>
    </message>
    <message>
        <source>an Arrow file</source>
        <translation>en Arrow-fil</translation>
    </message>
    <message>
        <source>a GGUF model</source>
        <translation>en GGUF-modell</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>en SQLite-database</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>et bilde</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>«{0}» er tom.</translation>
    </message>
    <message>
        <source>Choose a file with rows.</source>
        <translation>Velg en fil med rader.</translation>
    </message>
    <message>
        <source>“{0}” is not a table of text: its content is {1}.</source>
        <translation>«{0}» er ikke en teksttabell: innholdet er {1}.</translation>
    </message>
    <message>
        <source>Give a compressed file its usual ending (.gz, .zst, .zip), or save the table as CSV or JSON Lines.</source>
        <translation>Gi en komprimert fil den vanlige endelsen (.gz, .zst, .zip), eller lagre tabellen som CSV eller JSON Lines.</translation>
    </message>
    <message>
        <source>“{0}” holds only blank lines.</source>
        <translation>«{0}» inneholder bare tomme linjer.</translation>
    </message>
    <message>
        <source>The format of “{0}” is not known.</source>
        <translation>Formatet til «{0}» er ukjent.</translation>
    </message>
    <message>
        <source>Give the file its usual ending (.csv, .tsv, .json, .jsonl), or choose the format.</source>
        <translation>Gi filen den vanlige endelsen (.csv, .tsv, .json, .jsonl), eller velg formatet.</translation>
    </message>
    <message>
        <source>There is no data format “{1}” to read “{0}” with.</source>
        <translation>Det finnes ikke noe dataformat «{1}» å lese «{0}» med.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Stoppet.</translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation>«{0}»: {1}</translation>
    </message>
    <message>
        <source>Reading rows</source>
        <translation>Leser rader</translation>
    </message>
    <message>
        <source>What the columns of “{0}” mean is not clear.</source>
        <translation>Det er uklart hva kolonnene i «{0}» betyr.</translation>
    </message>
    <message>
        <source>Choose which column is the question, the answer, the text or the label.</source>
        <translation>Velg hvilken kolonne som er spørsmålet, svaret, teksten eller etiketten.</translation>
    </message>
    <message>
        <source>No file was given.</source>
        <translation>Ingen fil ble oppgitt.</translation>
    </message>
    <message>
        <source>“{0}” holds no rows.</source>
        <translation>«{0}» inneholder ingen rader.</translation>
    </message>
    <message>
        <source>None of the {1} rows of “{0}” can be used. Line {2}: {3}</source>
        <translation>Ingen av de {1} radene i «{0}» kan brukes. Linje {2}: {3}</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>Linje {0}: {1}</translation>
    </message>
    <message>
        <source>“{0}” is no sound table: {1}</source>
        <translation>«{0}» er ingen feilfri tabell: {1}</translation>
    </message>
    <message>
        <source>“{0}” is damaged. {1}</source>
        <translation>«{0}» er skadet. {1}</translation>
    </message>
    <message>
        <source>“{0}” has no row that can be read. {1}</source>
        <translation>«{0}» har ingen rad som kan leses. {1}</translation>
    </message>
    <message>
        <source>“{0}” is cut off in its last row. {1}</source>
        <translation>«{0}» er avkuttet i den siste raden. {1}</translation>
    </message>
    <message>
        <source>The stored account of the imported rows cannot be read.</source>
        <translation>Det lagrede regnskapet over importerte rader kan ikke leses.</translation>
    </message>
    <message>
        <source>The stored account of the imported rows does not sum.</source>
        <translation>Det lagrede regnskapet over importerte rader stemmer ikke.</translation>
    </message>
    <message>
        <source>The column mapping cannot be read.</source>
        <translation>Kolonnetilordningen kan ikke leses.</translation>
    </message>
    <message>
        <source>Two columns have the same heading: the second is called “{0}” here.</source>
        <translation>To kolonner har samme overskrift: den andre kalles «{0}» her.</translation>
    </message>
    <message>
        <source>Very short texts or answers</source>
        <translation>Svært korte tekster eller svar</translation>
    </message>
    <message>
        <source>Look at these rows: an answer of one or two characters teaches little. Remove them by a least length.</source>
        <translation>Se på disse radene: et svar på ett eller to tegn lærer bort lite. Fjern dem med en minstelengde.</translation>
    </message>
    <message>
        <source>Rows that stand there more than once</source>
        <translation>Rader som står der mer enn én gang</translation>
    </message>
    <message>
        <source>Remove the copies: they weigh more than other rows, and across the parts of a split they hide overfitting.</source>
        <translation>Fjern kopiene: de veier mer enn andre rader, og på tvers av delene skjuler de overtilpasning.</translation>
    </message>
    <message>
        <source>Rows that are nearly the same</source>
        <translation>Rader som er nesten like</translation>
    </message>
    <message>
        <source>Keep one of each group, or split by groups, so that the validation stays honest.</source>
        <translation>Behold én fra hver gruppe, eller del etter grupper, så valideringen forblir ærlig.</translation>
    </message>
    <message>
        <source>The same text with different labels</source>
        <translation>Samme tekst med ulike etiketter</translation>
    </message>
    <message>
        <source>Decide for one label: the model cannot learn both.</source>
        <translation>Bestem deg for én etikett: modellen kan ikke lære begge.</translation>
    </message>
    <message>
        <source>The same question with different answers</source>
        <translation>Samme spørsmål med ulike svar</translation>
    </message>
    <message>
        <source>Check that all of them are wanted; else keep the best one.</source>
        <translation>Kontroller at alle er ønsket; behold ellers det beste.</translation>
    </message>
    <message>
        <source>Labels with very few rows</source>
        <translation>Etiketter med svært få rader</translation>
    </message>
    <message>
        <source>Collect more rows for these labels, join rare labels, and split stratified by label.</source>
        <translation>Samle flere rader til disse etikettene, slå sammen sjeldne etiketter, og del stratifisert etter etikett.</translation>
    </message>
    <message>
        <source>Rows in which nothing is trained</source>
        <translation>Rader der ingenting trenes</translation>
    </message>
    <message>
        <source>Raise the length limit, or remove these rows: they count as data but teach nothing.</source>
        <translation>Hev lengdegrensen, eller fjern disse radene: de teller som data, men lærer ikke bort noe.</translation>
    </message>
    <message>
        <source>Conversations that do not end with an answer</source>
        <translation>Samtaler som ikke slutter med et svar</translation>
    </message>
    <message>
        <source>What stands after the last answer is not trained; check that the export was complete.</source>
        <translation>Det som står etter det siste svaret, trenes ikke; kontroller at eksporten var fullstendig.</translation>
    </message>
    <message>
        <source>Passwords or keys</source>
        <translation>Passord eller nøkler</translation>
    </message>
    <message>
        <source>Mask them, and change these keys: a trained model can repeat them.</source>
        <translation>Masker dem, og bytt disse nøklene: en trent modell kan gjenta dem.</translation>
    </message>
    <message>
        <source>Mask them, or make sure that you may use them: a trained model can repeat them.</source>
        <translation>Masker dem, eller forsikre deg om at du har lov til å bruke dem: en trent modell kan gjenta dem.</translation>
    </message>
    <message>
        <source>Looking at the texts</source>
        <translation>Ser på tekstene</translation>
    </message>
    <message>
        <source>Comparing rows</source>
        <translation>Sammenligner rader</translation>
    </message>
    <message>
        <source>The cleaning step “{0}” is not valid: {1}.</source>
        <translation>Rensetrinnet «{0}» er ikke gyldig: {1}.</translation>
    </message>
    <message>
        <source>Removed as a copy of row {0}.</source>
        <translation>Fjernet som kopi av rad {0}.</translation>
    </message>
    <message>
        <source>Removed by the filter “{0}”.</source>
        <translation>Fjernet av filteret «{0}».</translation>
    </message>
    <message>
        <source>Removed, because the label “{0}” is not wanted.</source>
        <translation>Fjernet fordi etiketten «{0}» ikke er ønsket.</translation>
    </message>
    <message>
        <source>Removed, because a text is shorter than {0} characters.</source>
        <translation>Fjernet fordi en tekst er kortere enn {0} tegn.</translation>
    </message>
    <message>
        <source>Removed, because the row is longer than {0} characters.</source>
        <translation>Fjernet fordi raden er lengre enn {0} tegn.</translation>
    </message>
    <message>
        <source>Not in the sample.</source>
        <translation>Ikke med i utvalget.</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Trim</translation>
    </message>
    <message>
        <source>Removes white space at the beginning and end of every text.</source>
        <translation>Fjerner blanktegn først og sist i hver tekst.</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normaliser</translation>
    </message>
    <message>
        <source>Unicode form NFC, one kind of line end, no control or invisible characters, no spaces at line ends.</source>
        <translation>Unicode-form NFC, én type linjeslutt, ingen kontrolltegn eller usynlige tegn, ingen mellomrom ved linjeslutt.</translation>
    </message>
    <message>
        <source>Remove duplicates</source>
        <translation>Fjern duplikater</translation>
    </message>
    <message>
        <source>Keeps the first of equal rows; with similarity (0.5 … 1) the first of nearly equal ones.</source>
        <translation>Beholder den første av like rader; med similarity (0.5 … 1) den første av nesten like.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrer</translation>
    </message>
    <message>
        <source>Rename labels</source>
        <translation>Gi etiketter nye navn</translation>
    </message>
    <message>
        <source>Gives labels new names; drop_others removes rows with other labels.</source>
        <translation>Gir etiketter nye navn; drop_others fjerner rader med andre etiketter.</translation>
    </message>
    <message>
        <source>Mask personal data</source>
        <translation>Masker personopplysninger</translation>
    </message>
    <message>
        <source>Length limits</source>
        <translation>Lengdegrenser</translation>
    </message>
    <message>
        <source>Removes rows with a text or answer shorter than min_characters, or longer than max_characters as a whole.</source>
        <translation>Fjerner rader med tekst eller svar kortere enn min_characters, eller lengre enn max_characters i alt.</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Utvalg</translation>
    </message>
    <message>
        <source>Keeps count rows chosen by chance (seed).</source>
        <translation>Beholder count tilfeldig valgte rader (seed).</translation>
    </message>
    <message>
        <source>The cleaning step “{0}” would remove every row.</source>
        <translation>Rensetrinnet «{0}» ville fjernet alle radene.</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Samtale</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Systeminstruks</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Verktøy</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldinger</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” holds something other than text.</source>
        <translation>Melding {1} i «{0}» inneholder noe annet enn tekst.</translation>
    </message>
    <message>
        <source>The content of message {1} of “{0}” is {2}, but a text is expected.</source>
        <translation>Innholdet i melding {1} i «{0}» er {2}, men en tekst er ventet.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is a function call that is not valid JSON.</source>
        <translation>Melding {1} i «{0}» er et funksjonskall som ikke er gyldig JSON.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is a function call without a name.</source>
        <translation>Melding {1} i «{0}» er et funksjonskall uten navn.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is not an object.</source>
        <translation>Melding {1} i «{0}» er ikke et objekt.</translation>
    </message>
    <message>
        <source>The role “{2}” of message {1} of “{0}” is not known.</source>
        <translation>Rollen «{2}» til melding {1} i «{0}» er ukjent.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” has no role.</source>
        <translation>Melding {1} i «{0}» har ingen rolle.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” holds a NUL character.</source>
        <translation>Melding {1} i «{0}» inneholder et NUL-tegn.</translation>
    </message>
    <message>
        <source>“{2}” of message {1} of “{0}” is neither 0 nor 1.</source>
        <translation>«{2}» i melding {1} i «{0}» er verken 0 eller 1.</translation>
    </message>
    <message>
        <source>“{0}” is {1}, but a list of messages is expected.</source>
        <translation>«{0}» er {1}, men en liste med meldinger er ventet.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is empty.</source>
        <translation>Melding {1} i «{0}» er tom.</translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <translation>ShareGPT-samtaler</translation>
    </message>
    <message>
        <source>Chat messages (OpenAI)</source>
        <translation>Samtalemeldinger (OpenAI)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Ledetekst</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Inndata</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Bedre svar</translation>
    </message>
    <message>
        <source>Worse answer</source>
        <translation>Dårligere svar</translation>
    </message>
    <message>
        <source>The better and the worse answer are the same.</source>
        <translation>Det bedre og det dårligere svaret er like.</translation>
    </message>
    <message>
        <source>The two answers have no prompt in common.</source>
        <translation>De to svarene har ingen felles ledetekst.</translation>
    </message>
    <message>
        <source>The conversation has no answer to learn from.</source>
        <translation>Samtalen har ikke noe svar å lære av.</translation>
    </message>
    <message>
        <source>Better and worse answers</source>
        <translation>Bedre og dårligere svar</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Instruks</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Utdata</translation>
    </message>
    <message>
        <source>Earlier turns</source>
        <translation>Tidligere replikker</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>Fullføring</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Spørsmål</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>“{0}” is not a list of pairs of question and answer.</source>
        <translation>«{0}» er ikke en liste med par av spørsmål og svar.</translation>
    </message>
    <message>
        <source>“{0}” holds an empty turn.</source>
        <translation>«{0}» inneholder en tom replikk.</translation>
    </message>
    <message>
        <source>Instructions (Alpaca)</source>
        <translation>Instrukser (Alpaca)</translation>
    </message>
    <message>
        <source>Prompt and completion</source>
        <translation>Ledetekst og fullføring</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>Spørsmål og svar</translation>
    </message>
    <message>
        <source>“{0}” is missing.</source>
        <translation>«{0}» mangler.</translation>
    </message>
    <message>
        <source>“{0}” is {1}, but {2} is expected.</source>
        <translation>«{0}» er {1}, men {2} er ventet.</translation>
    </message>
    <message>
        <source>“{0}” holds a NUL character.</source>
        <translation>«{0}» inneholder et NUL-tegn.</translation>
    </message>
    <message>
        <source>“{0}” holds a text that is not valid JSON.</source>
        <translation>«{0}» inneholder en tekst som ikke er gyldig JSON.</translation>
    </message>
    <message>
        <source>a list of tools</source>
        <translation>en liste med verktøy</translation>
    </message>
    <message>
        <source>a label</source>
        <translation>en etikett</translation>
    </message>
    <message>
        <source>“{0}” holds a number that has no label name.</source>
        <translation>«{0}» inneholder et tall uten etikettnavn.</translation>
    </message>
    <message>
        <source>There is no data layout “{0}”.</source>
        <translation>Det finnes ingen dataoppsett «{0}».</translation>
    </message>
    <message>
        <source>The layout “{0}” has no part “{1}”.</source>
        <translation>Oppsettet «{0}» har ingen del «{1}».</translation>
    </message>
    <message>
        <source>There is no column “{0}” in the file.</source>
        <translation>Det finnes ingen kolonne «{0}» i filen.</translation>
    </message>
    <message>
        <source>Choose one of the file&apos;s columns.</source>
        <translation>Velg en av filens kolonner.</translation>
    </message>
    <message>
        <source>Choose a column for “{1}” of the layout “{0}”.</source>
        <translation>Velg en kolonne for «{1}» i oppsettet «{0}».</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Label or labels</source>
        <translation>Etikett eller etiketter</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Ord</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Merker</translation>
    </message>
    <message>
        <source>The row has {0} words but {1} tags.</source>
        <translation>Raden har {0} ord, men {1} merker.</translation>
    </message>
    <message>
        <source>Text with label</source>
        <translation>Tekst med etikett</translation>
    </message>
    <message>
        <source>Words with tags</source>
        <translation>Ord med merker</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Ren tekst</translation>
    </message>
    <message>
        <source>A part of a split must be between 0 and 100 %.</source>
        <translation>En del av en oppdeling må være mellom 0 og 100 %.</translation>
    </message>
    <message>
        <source>The parts of the split are more than 100 % together.</source>
        <translation>Delene av oppdelingen er mer enn 100 % til sammen.</translation>
    </message>
    <message>
        <source>Lower one of them.</source>
        <translation>Senk en av dem.</translation>
    </message>
    <message>
        <source>The training part must be more than 0 %.</source>
        <translation>Treningsdelen må være mer enn 0 %.</translation>
    </message>
    <message>
        <source>There is no split method “{0}”.</source>
        <translation>Det finnes ingen delingsmåte «{0}».</translation>
    </message>
    <message>
        <source>A split by time needs a column with the time.</source>
        <translation>En deling etter tid trenger en kolonne med tiden.</translation>
    </message>
    <message>
        <source>The dataset has no column “{0}” to split by.</source>
        <translation>Datasettet har ingen kolonne «{0}» å dele etter.</translation>
    </message>
    <message>
        <source>Choose one of the columns that were kept at the import.</source>
        <translation>Velg en av kolonnene som ble beholdt ved importen.</translation>
    </message>
    <message>
        <source>The part “{0}” of the split would have no rows.</source>
        <translation>Delen «{0}» av oppdelingen ville ikke hatt noen rader.</translation>
    </message>
    <message>
        <source>Give it a larger share, or take more data.</source>
        <translation>Gi den en større andel, eller bruk mer data.</translation>
    </message>
    <message>
        <source>The stored split cannot be read.</source>
        <translation>Den lagrede oppdelingen kan ikke leses.</translation>
    </message>
    <message>
        <source>Line {0} of the stored dataset is not valid at “{1}”.</source>
        <translation>Linje {0} i det lagrede datasettet er ikke gyldig ved «{1}».</translation>
    </message>
    <message>
        <source>The dataset “{0}” was stored by another version of Attune.</source>
        <translation>Datasettet «{0}» ble lagret av en annen versjon av Attune.</translation>
    </message>
    <message>
        <source>Update Attune, or import the data again.</source>
        <translation>Oppdater Attune, eller importer dataene på nytt.</translation>
    </message>
    <message>
        <source>The dataset “{0}” cannot be read.</source>
        <translation>Datasettet «{0}» kan ikke leses.</translation>
    </message>
    <message>
        <source>The dataset “{0}” is damaged: its examples are not what was stored.</source>
        <translation>Datasettet «{0}» er skadet: eksemplene er ikke de som ble lagret.</translation>
    </message>
    <message>
        <source>Attune cannot compute text models of the kind “{0}” yet.</source>
        <translation>Attune kan ikke regne med tekstmodeller av typen «{0}» ennå.</translation>
    </message>
    <message>
        <source>The checkpoint needs {0} MB and the disk has {1} MB left. Earlier checkpoints are intact.</source>
        <translation>Sjekkpunktet trenger {0} MB, og disken har {1} MB igjen. Tidligere sjekkpunkter er intakte.</translation>
    </message>
    <message>
        <source>Make room on the disk and resume the run.</source>
        <translation>Frigjør plass på disken og gjenoppta kjøringen.</translation>
    </message>
    <message>
        <source>The run cannot go on from its checkpoint: its {0} has changed since.</source>
        <translation>Kjøringen kan ikke fortsette fra sjekkpunktet: {0} er endret siden.</translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <translation>Start en ny kjøring.</translation>
    </message>
    <message>
        <source>The folder “{0}” cannot be made.</source>
        <translation>Mappen «{0}» kan ikke opprettes.</translation>
    </message>
    <message>
        <source>The optimiser&apos;s state holds numbers that are not finite, so it was not saved.</source>
        <translation>Optimererens tilstand inneholder tall som ikke er endelige, så den ble ikke lagret.</translation>
    </message>
    <message>
        <source>The trained weights hold numbers that are not finite, so they were not saved.</source>
        <translation>De trente vektene inneholder tall som ikke er endelige, så de ble ikke lagret.</translation>
    </message>
    <message>
        <source>Lower the learning rate; the last good checkpoint is intact.</source>
        <translation>Senk læringsraten; det siste gode sjekkpunktet er intakt.</translation>
    </message>
    <message>
        <source>“{0}” cannot be stored: its number format has no name in safetensors.</source>
        <translation>«{0}» kan ikke lagres: tallformatet har ikke noe navn i safetensors.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is missing.</source>
        <translation>Tensoren «{0}» mangler.</translation>
    </message>
    <message>
        <source>The tensor “{0}” has the shape {1} instead of {2}.</source>
        <translation>Tensoren «{0}» har formen {1} i stedet for {2}.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s state cannot be read.</source>
        <translation>Sjekkpunktets tilstand kan ikke leses.</translation>
    </message>
    <message>
        <source>The device “{0}” is not there.</source>
        <translation>Enheten «{0}» finnes ikke.</translation>
    </message>
    <message>
        <source>Choose “auto” or “cpu”, or check the GPU&apos;s driver.</source>
        <translation>Velg «auto» eller «cpu», eller kontroller driveren til grafikkortet.</translation>
    </message>
    <message>
        <source>The library “{0}” could not be loaded.</source>
        <translation>Biblioteket «{0}» kunne ikke lastes.</translation>
    </message>
    <message>
        <source>Set up Attune again, or choose another libtorch in the settings.</source>
        <translation>Sett opp Attune på nytt, eller velg en annen libtorch i innstillingene.</translation>
    </message>
    <message>
        <source>libtorch, which does the computing, was not found. Looked in: {0}.</source>
        <translation>libtorch, som gjør beregningene, ble ikke funnet. Lette i: {0}.</translation>
    </message>
    <message>
        <source>Run the set-up (packaging/run.sh), or choose a libtorch folder in the settings or in ATTUNE_LIBTORCH.</source>
        <translation>Kjør oppsettet (packaging/run.sh), eller velg en libtorch-mappe i innstillingene eller i ATTUNE_LIBTORCH.</translation>
    </message>
    <message>
        <source>The library “{0}” belongs to another version of Attune.</source>
        <translation>Biblioteket «{0}» hører til en annen versjon av Attune.</translation>
    </message>
    <message>
        <source>Install Attune again.</source>
        <translation>Installer Attune på nytt.</translation>
    </message>
    <message>
        <source>Attune&apos;s own library libattune_engine.so was not found. Looked in: {0}.</source>
        <translation>Attunes eget bibliotek libattune_engine.so ble ikke funnet. Lette i: {0}.</translation>
    </message>
    <message>
        <source>There is no tensor “{0}”.</source>
        <translation>Det finnes ingen tensor «{0}».</translation>
    </message>
    <message>
        <source>“{0}” is shorter than asked for.</source>
        <translation>«{0}» er kortere enn etterspurt.</translation>
    </message>
    <message>
        <source>The written model answers differently from the trained one (by {0}), so it was not kept.</source>
        <translation>Den skrevne modellen svarer annerledes enn den trente (avvik {0}), så den ble ikke beholdt.</translation>
    </message>
    <message>
        <source>Export with float32, or check that the disk is sound.</source>
        <translation>Eksporter med float32, eller kontroller at disken er i orden.</translation>
    </message>
    <message>
        <source>“{0}” is not a number format for an export.</source>
        <translation>«{0}» er ikke et tallformat for eksport.</translation>
    </message>
    <message>
        <source>Use float32, bfloat16 or float16.</source>
        <translation>Bruk float32, bfloat16 eller float16.</translation>
    </message>
    <message>
        <source>The model “{0}” lacks the tensor “{1}”.</source>
        <translation>Modellen «{0}» mangler tensoren «{1}».</translation>
    </message>
    <message>
        <source>Fetch the model again.</source>
        <translation>Hent modellen på nytt.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is {1} where the config asks for {2}.</source>
        <translation>Tensoren «{0}» er {1} der konfigurasjonen krever {2}.</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Laster modellen</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Evaluerer</translation>
    </message>
    <message>
        <source>The token {0} is not in the model&apos;s vocabulary of {1}.</source>
        <translation>Tokenet {0} er ikke i modellens ordforråd på {1}.</translation>
    </message>
    <message>
        <source>Use the tokenizer that belongs to the model.</source>
        <translation>Bruk tokenisatoren som hører til modellen.</translation>
    </message>
    <message>
        <source>The rows of ids differ in length.</source>
        <translation>Radene med id-er har ulik lengde.</translation>
    </message>
    <message>
        <source>Give equally long rows.</source>
        <translation>Oppgi like lange rader.</translation>
    </message>
    <message>
        <source>This technique does not know the task “{0}”.</source>
        <translation>Denne teknikken kjenner ikke oppgaven «{0}».</translation>
    </message>
    <message>
        <source>A model of type “{0}” reads whole texts and cannot learn to continue them.</source>
        <translation>En modell av typen «{0}» leser hele tekster og kan ikke lære å fortsette dem.</translation>
    </message>
    <message>
        <source>Choose a model that writes text, such as SmolLM2 or Llama.</source>
        <translation>Velg en modell som skriver tekst, for eksempel SmolLM2 eller Llama.</translation>
    </message>
    <message>
        <source>Full fine-tuning has changed the model itself, so its base cannot be switched back to.</source>
        <translation>Full finjustering har endret selve modellen, så grunnmodellen kan ikke slås på igjen.</translation>
    </message>
    <message>
        <source>Open the base model beside it.</source>
        <translation>Åpne grunnmodellen ved siden av.</translation>
    </message>
    <message>
        <source>Full fine-tuning</source>
        <translation>Full finjustering</translation>
    </message>
    <message>
        <source>Trains every weight of the model. It learns the most and needs about four times the model&apos;s size in memory, and a learning rate about ten times lower than LoRA.</source>
        <translation>Trener alle vektene i modellen. Lærer mest, og trenger omtrent fire ganger modellens størrelse i minne og en læringsrate omtrent ti ganger lavere enn LoRA.</translation>
    </message>
    <message>
        <source>No layer of this model is named “{0}”.</source>
        <translation>Ingen lag i denne modellen heter «{0}».</translation>
    </message>
    <message>
        <source>The adapter “{0}” holds “{1}”, which is not supported.</source>
        <translation>Adapteren «{0}» inneholder «{1}», som ikke støttes.</translation>
    </message>
    <message>
        <source>Choose the model that the adapter was trained on.</source>
        <translation>Velg modellen adapteren ble trent på.</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Trains two small matrices beside each chosen layer and leaves the model as it is. The usual choice: it needs little memory, and the result is a file of a few megabytes.</source>
        <translation>Trener to små matriser ved siden av hvert valgte lag og lar modellen være som den er. Det vanlige valget: trenger lite minne, og resultatet er en fil på noen få megabyte.</translation>
    </message>
    <message>
        <source>“{0}” is not a valid pattern of module names.</source>
        <translation>«{0}» er ikke et gyldig mønster for modulnavn.</translation>
    </message>
    <message>
        <source>List the ends of module names separated by commas, such as q_proj,v_proj, or write all-linear.</source>
        <translation>Skriv slutten på modulnavn adskilt med komma, for eksempel q_proj,v_proj, eller skriv all-linear.</translation>
    </message>
    <message>
        <source>Choose among {1}, or write all-linear.</source>
        <translation>Velg blant {1}, eller skriv all-linear.</translation>
    </message>
    <message>
        <source>The adapter sets “{0}” to {1}, which is not supported.</source>
        <translation>Adapteren setter «{0}» til {1}, som ikke støttes.</translation>
    </message>
    <message>
        <source>Merge the adapter into its model with the program that made it, and open the merged model.</source>
        <translation>Slå adapteren sammen med modellen i programmet som laget den, og åpne den sammenslåtte modellen.</translation>
    </message>
    <message>
        <source>There is no technique “{0}”.</source>
        <translation>Det finnes ingen teknikk «{0}».</translation>
    </message>
    <message>
        <source>“{0}” is not an adapter: adapter_config.json is missing.</source>
        <translation>«{0}» er ikke en adapter: adapter_config.json mangler.</translation>
    </message>
    <message>
        <source>Choose the folder that holds adapter_config.json.</source>
        <translation>Velg mappen som inneholder adapter_config.json.</translation>
    </message>
    <message>
        <source>The adapter “{0}” is of the type “{1}”, which is not supported.</source>
        <translation>Adapteren «{0}» er av typen «{1}», som ikke støttes.</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Size of the two small matrices beside each chosen layer. A larger rank can learn more and overfits sooner.</source>
        <translation>Størrelsen på de to små matrisene ved siden av hvert valgte lag. En større rang kan lære mer og overtilpasser tidligere.</translation>
    </message>
    <message>
        <source>LoRA α</source>
        <translation>LoRA α</translation>
    </message>
    <message>
        <source>The update is scaled by α divided by the rank, so doubling α acts like doubling the learning rate.</source>
        <translation>Oppdateringen skaleres med α delt på rangen, så dobbel α virker som dobbel læringsrate.</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA-dropout</translation>
    </message>
    <message>
        <source>Share of a layer&apos;s inputs that its update does not see in training, against overfitting on few rows.</source>
        <translation>Andel av et lags inndata som oppdateringen ikke ser under trening, mot overtilpasning på få rader.</translation>
    </message>
    <message>
        <source>Rank-stabilised scale</source>
        <translation>Rangstabilisert skala</translation>
    </message>
    <message>
        <source>Scales by α divided by the square root of the rank, which keeps large ranks learning.</source>
        <translation>Skalerer med α delt på kvadratroten av rangen, så store ranger fortsetter å lære.</translation>
    </message>
    <message>
        <source>Adapted layers</source>
        <translation>Tilpassede lag</translation>
    </message>
    <message>
        <source>Ends of layer names separated by commas, all-linear for every layer, or empty for the query and value layers as PEFT does.</source>
        <translation>Slutten på lagnavn adskilt med komma, all-linear for alle lag, eller tomt for query- og value-lagene slik PEFT gjør.</translation>
    </message>
    <message>
        <source>The memory does not suffice for this run.</source>
        <translation>Minnet rekker ikke til denne kjøringen.</translation>
    </message>
    <message>
        <source>Lower the batch size (per_device_train_batch_size) and raise the accumulated batches (gradient_accumulation_steps) as much, or lower the length (max_length); LoRA needs far less than full fine-tuning.</source>
        <translation>Senk bunkestørrelsen (per_device_train_batch_size) og øk antall akkumulerte bunker (gradient_accumulation_steps) tilsvarende, eller senk lengden (max_length); LoRA trenger langt mindre enn full finjustering.</translation>
    </message>
    <message>
        <source>The computation failed.</source>
        <translation>Beregningen mislyktes.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>tap</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>gradient</translation>
    </message>
    <message>
        <source>The run “{0}” has checkpoints already.</source>
        <translation>Kjøringen «{0}» har allerede sjekkpunkter.</translation>
    </message>
    <message>
        <source>Resume it, or start a new run.</source>
        <translation>Gjenoppta den, eller start en ny kjøring.</translation>
    </message>
    <message>
        <source>There is no schedule “{0}”.</source>
        <translation>Det finnes ingen plan «{0}».</translation>
    </message>
    <message>
        <source>There is no optimiser “{0}”.</source>
        <translation>Det finnes ingen optimerer «{0}».</translation>
    </message>
    <message>
        <source>The checkpoint {0} is damaged and was passed over.</source>
        <translation>Sjekkpunktet {0} er skadet og ble hoppet over.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Kontroller disken.</translation>
    </message>
    <message>
        <source>The {0} became infinite or undefined at step {1}, at training rows {2}. The step was not taken.</source>
        <translation>{0} ble uendelig eller udefinert i steg {1}, ved treningsradene {2}. Steget ble ikke tatt.</translation>
    </message>
    <message>
        <source>Look at these rows, lower the learning rate or use precision fp32. The last good checkpoint is intact.</source>
        <translation>Se på disse radene, senk læringsraten eller bruk presisjonen fp32. Det siste gode sjekkpunktet er intakt.</translation>
    </message>
    <message>
        <source>Row {0} of the {1} rows has tokens that the model does not know.</source>
        <translation>Rad {0} av radene for {1} har tokener som modellen ikke kjenner.</translation>
    </message>
    <message>
        <source>Row {0} of the {1} rows has {2} tokens; the model reads {3} at most.</source>
        <translation>Rad {0} av radene for {1} har {2} tokener; modellen leser høyst {3}.</translation>
    </message>
    <message>
        <source>Lower the length (max_length).</source>
        <translation>Senk lengden (max_length).</translation>
    </message>
    <message>
        <source>There are no training rows.</source>
        <translation>Det finnes ingen treningsrader.</translation>
    </message>
    <message>
        <source>Import data, or give the training part a larger share of the split.</source>
        <translation>Importer data, eller gi treningsdelen en større andel av oppdelingen.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validering</translation>
    </message>
    <message>
        <source>No training row holds a token to learn: the answers are empty or cut off.</source>
        <translation>Ingen treningsrad har et token å lære: svarene er tomme eller kuttet.</translation>
    </message>
    <message>
        <source>Check the mapping of the answer column, and raise the length (max_length) if the questions fill it.</source>
        <translation>Kontroller tilordningen av svarkolonnen, og hev lengden (max_length) hvis spørsmålene fyller den.</translation>
    </message>
    <message>
        <source>“{0}” must be between {1} and {2}; {3} is not.</source>
        <translation>«{0}» må være mellom {1} og {2}; {3} er ikke det.</translation>
    </message>
    <message>
        <source>“{0}” must be at least {1}; {3} is not.</source>
        <translation>«{0}» må være minst {1}; {3} er ikke det.</translation>
    </message>
    <message>
        <source>“{0}” must be at most {2}; {3} is not.</source>
        <translation>«{0}» må være høyst {2}; {3} er ikke det.</translation>
    </message>
    <message>
        <source>“{0}” is either on or off (true or false); “{1}” is neither.</source>
        <translation>«{0}» er enten på eller av (true eller false); «{1}» er ingen av delene.</translation>
    </message>
    <message>
        <source>“{0}” must be a whole number; “{1}” is none.</source>
        <translation>«{0}» må være et heltall; det er ikke «{1}».</translation>
    </message>
    <message>
        <source>“{0}” must be a number; “{1}” is none.</source>
        <translation>«{0}» må være et tall; det er ikke «{1}».</translation>
    </message>
    <message>
        <source>“{0}” must be a text; “{1}” is none.</source>
        <translation>«{0}» må være en tekst; det er ikke «{1}».</translation>
    </message>
    <message>
        <source>“{0}” cannot be “{1}”. It is one of: {2}.</source>
        <translation>«{0}» kan ikke være «{1}». Mulige verdier: {2}.</translation>
    </message>
    <message>
        <source>The hyperparameters must be a JSON object, not a {0}.</source>
        <translation>Hyperparameterne må være et JSON-objekt, ikke {0}.</translation>
    </message>
    <message>
        <source>The hyperparameter “{0}” must be a number, a text, true or false, not {1}.</source>
        <translation>Hyperparameteren «{0}» må være et tall, en tekst, true eller false, ikke {1}.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisk</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32-bits flyttall</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Lineær</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosinus</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Læringsrate</translation>
    </message>
    <message>
        <source>How far each step moves the trained weights. About 2e-4 suits LoRA, 2e-5 full fine-tuning.</source>
        <translation>Hvor langt hvert steg flytter de trente vektene. Omtrent 2e-4 passer for LoRA, 2e-5 for full finjustering.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoker</translation>
    </message>
    <message>
        <source>How often every training row is seen. More epochs learn the rows better and overfit sooner.</source>
        <translation>Hvor ofte hver treningsrad blir sett. Flere epoker lærer radene bedre og overtilpasser tidligere.</translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation>Høyst antall steg</translation>
    </message>
    <message>
        <source>Stops after this many optimiser steps; −1 leaves it to the epochs.</source>
        <translation>Stopper etter så mange optimeringssteg; −1 overlater det til epokene.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Bunkestørrelse</translation>
    </message>
    <message>
        <source>Rows worked on at once. Larger is faster where memory allows it.</source>
        <translation>Rader som behandles samtidig. Større er raskere der minnet tillater det.</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>rader</translation>
    </message>
    <message>
        <source>Accumulated batches</source>
        <translation>Akkumulerte bunker</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before one optimiser step; equals a batch that many times larger at no extra memory.</source>
        <translation>Bunker der gradientene legges sammen før ett optimeringssteg; tilsvarer en så mange ganger større bunke uten ekstra minne.</translation>
    </message>
    <message>
        <source>Length at most</source>
        <translation>Høyst lengde</translation>
    </message>
    <message>
        <source>Tokens of a row that are used; longer rows are cut, and the data page shows which.</source>
        <translation>Tokener av en rad som brukes; lengre rader kuttes, og datasiden viser hvilke.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokener</translation>
    </message>
    <message>
        <source>Learn the questions too</source>
        <translation>Lær spørsmålene også</translation>
    </message>
    <message>
        <source>Counts the loss on every token instead of on the answers only.</source>
        <translation>Regner tapet på alle tokener i stedet for bare på svarene.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Presisjon</translation>
    </message>
    <message>
        <source>Number format of the computation. Automatic takes bfloat16 on a GPU that has it, else 32-bit.</source>
        <translation>Tallformat for beregningen. Automatisk bruker bfloat16 på et grafikkort som har det, ellers 32-bit.</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimerer</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>How the learning rate falls from its peak to the end of the run.</source>
        <translation>Hvordan læringsraten faller fra toppen til slutten av kjøringen.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Oppvarming</translation>
    </message>
    <message>
        <source>Share of the steps over which the learning rate rises from zero.</source>
        <translation>Andel av stegene der læringsraten stiger fra null.</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>Oppvarmingssteg</translation>
    </message>
    <message>
        <source>Steps of warm-up; when above zero it replaces the share.</source>
        <translation>Antall oppvarmingssteg; over null erstatter det andelen.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Vektsvinn</translation>
    </message>
    <message>
        <source>Pulls the trained weights towards zero at each step, against overfitting.</source>
        <translation>Trekker de trente vektene mot null i hvert steg, mot overtilpasning.</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>Gradientklipping</translation>
    </message>
    <message>
        <source>Gradients with a larger norm are scaled down to it; 0 switches clipping off.</source>
        <translation>Gradienter med større norm skaleres ned til den; 0 slår av klippingen.</translation>
    </message>
    <message>
        <source>Adam β₁</source>
        <translation>Adam β₁</translation>
    </message>
    <message>
        <source>Memory of the first moment.</source>
        <translation>Hukommelse for første moment.</translation>
    </message>
    <message>
        <source>Adam β₂</source>
        <translation>Adam β₂</translation>
    </message>
    <message>
        <source>Memory of the second moment.</source>
        <translation>Hukommelse for andre moment.</translation>
    </message>
    <message>
        <source>Adam ε</source>
        <translation>Adam ε</translation>
    </message>
    <message>
        <source>Keeps the division stable.</source>
        <translation>Holder divisjonen stabil.</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>Valider hvert</translation>
    </message>
    <message>
        <source>Optimiser steps between two looks at the validation rows; 0 chooses about ten looks a run.</source>
        <translation>Optimeringssteg mellom to blikk på valideringsradene; 0 velger omtrent ti blikk per kjøring.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>steg</translation>
    </message>
    <message>
        <source>Validation rows at most</source>
        <translation>Høyst valideringsrader</translation>
    </message>
    <message>
        <source>A fixed part of the validation rows is used when there are more; 0 uses all.</source>
        <translation>En fast del av valideringsradene brukes når det er flere; 0 bruker alle.</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>Stopp tidlig etter</translation>
    </message>
    <message>
        <source>Ends the run when validation loss has not improved for this many looks; 0 never ends it early.</source>
        <translation>Avslutter kjøringen når valideringstapet ikke er blitt bedre på så mange blikk; 0 avslutter aldri tidlig.</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>blikk</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>Lagre hvert</translation>
    </message>
    <message>
        <source>Optimiser steps between two checkpoints to resume from; 0 saves at each validation.</source>
        <translation>Optimeringssteg mellom to sjekkpunkter å gjenoppta fra; 0 lagrer ved hver validering.</translation>
    </message>
    <message>
        <source>Sample answers</source>
        <translation>Eksempelsvar</translation>
    </message>
    <message>
        <source>Validation questions that the model answers at each look, to read along.</source>
        <translation>Valideringsspørsmål som modellen svarer på ved hvert blikk, til å lese underveis.</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Etikettglatting</translation>
    </message>
    <message>
        <source>Spreads this share of the target over all tokens.</source>
        <translation>Fordeler denne andelen av målet over alle tokener.</translation>
    </message>
    <message>
        <source>A stored event of kind “{0}” is damaged: its field “{1}” has a wrong value.</source>
        <translation>En lagret hendelse av typen «{0}» er skadet: feltet «{1}» har feil verdi.</translation>
    </message>
    <message>
        <source>A stored event is damaged: it does not say what kind of event it is.</source>
        <translation>En lagret hendelse er skadet: den sier ikke hvilken type den er.</translation>
    </message>
    <message>
        <source>A stored event has the unknown kind “{0}”.</source>
        <translation>En lagret hendelse har den ukjente typen «{0}».</translation>
    </message>
    <message>
        <source>It was probably written by a newer version of Attune.</source>
        <translation>Den ble trolig skrevet av en nyere versjon av Attune.</translation>
    </message>
    <message>
        <source>The description of a run must be a JSON object.</source>
        <translation>Beskrivelsen av en kjøring må være et JSON-objekt.</translation>
    </message>
    <message>
        <source>The description of a run has a wrong value in its field “{0}”.</source>
        <translation>Beskrivelsen av en kjøring har feil verdi i feltet «{0}».</translation>
    </message>
    <message>
        <source>Event {0} of the run is damaged.</source>
        <translation>Hendelse {0} i kjøringen er skadet.</translation>
    </message>
    <message>
        <source>The project has no run “{0}”.</source>
        <translation>Prosjektet har ingen kjøring «{0}».</translation>
    </message>
    <message>
        <source>“{0}” could not be opened for writing.</source>
        <translation>«{0}» kunne ikke åpnes for skriving.</translation>
    </message>
    <message>
        <source>Check that you may write to the project&apos;s folder.</source>
        <translation>Kontroller at du kan skrive til prosjektmappen.</translation>
    </message>
    <message>
        <source>The project “{0}” is already open in another Attune (process {1}).</source>
        <translation>Prosjektet «{0}» er allerede åpent i en annen Attune (prosess {1}).</translation>
    </message>
    <message>
        <source>Close it there, or wait until its training has ended.</source>
        <translation>Lukk det der, eller vent til treningen er ferdig.</translation>
    </message>
    <message>
        <source>“{0}” is damaged.</source>
        <translation>«{0}» er skadet.</translation>
    </message>
    <message>
        <source>Restore it from a backup; datasets, checkpoints and exports in the folder are separate files.</source>
        <translation>Gjenopprett den fra en sikkerhetskopi; datasett, sjekkpunkter og eksporter i mappen er egne filer.</translation>
    </message>
    <message>
        <source>“{0}” already holds a project.</source>
        <translation>«{0}» inneholder allerede et prosjekt.</translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation>Åpne det, eller velg en annen mappe.</translation>
    </message>
    <message>
        <source>“{0}” is not a project: it has no file “project.db”.</source>
        <translation>«{0}» er ikke et prosjekt: filen «project.db» mangler.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it is not a database any more.</source>
        <translation>«{0}» er skadet: det er ikke lenger en database.</translation>
    </message>
    <message>
        <source>The run “{0}” is still training.</source>
        <translation>Kjøringen «{0}» trenes fortsatt.</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>Stopp den først.</translation>
    </message>
    <message>
        <source>The project has no dataset “{0}”.</source>
        <translation>Prosjektet har ikke datasettet «{0}».</translation>
    </message>
    <message>
        <source>The dataset “{0}” belongs to the run “{1}”.</source>
        <translation>Datasettet «{0}» hører til kjøringen «{1}».</translation>
    </message>
    <message>
        <source>Delete its runs first, or keep it so that they stay repeatable.</source>
        <translation>Slett kjøringene først, eller behold det så de kan gjentas.</translation>
    </message>
    <message>
        <source>“{0}” is a database, but not one of an Attune project.</source>
        <translation>«{0}» er en database, men ikke fra et Attune-prosjekt.</translation>
    </message>
    <message>
        <source>“{0}” was written by a newer version of Attune (schema {1}; this version knows {2}).</source>
        <translation>«{0}» ble skrevet av en nyere versjon av Attune (skjema {1}; denne versjonen kjenner {2}).</translation>
    </message>
    <message>
        <source>Open it with that version; nothing was changed.</source>
        <translation>Åpne det med den versjonen; ingenting ble endret.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: its schema version is {1}.</source>
        <translation>«{0}» er skadet: skjemaversjonen er {1}.</translation>
    </message>
    <message>
        <source>The project could not be saved because the disk is full.</source>
        <translation>Prosjektet kunne ikke lagres fordi disken er full.</translation>
    </message>
    <message>
        <source>Free some space; what could not be saved is kept in memory and tried again.</source>
        <translation>Frigjør plass; det som ikke kunne lagres, beholdes i minnet og prøves igjen.</translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged.</source>
        <translation>Prosjektets database er skadet.</translation>
    </message>
    <message>
        <source>Restore project.db from a backup; datasets, checkpoints and exports in the folder are separate files.</source>
        <translation>Gjenopprett project.db fra en sikkerhetskopi; datasett, sjekkpunkter og eksporter i mappen er egne filer.</translation>
    </message>
    <message>
        <source>The project&apos;s database could not be read or written.</source>
        <translation>Prosjektets database kunne ikke leses eller skrives.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may write to the project&apos;s folder.</source>
        <translation>Kontroller at disken er tilkoblet og at du kan skrive til prosjektmappen.</translation>
    </message>
    <message>
        <source>“{0}” already exists or cannot be created.</source>
        <translation>«{0}» finnes allerede eller kan ikke opprettes.</translation>
    </message>
    <message>
        <source>The summary of a run is damaged.</source>
        <translation>Sammendraget av en kjøring er skadet.</translation>
    </message>
    <message>
        <source>The summary of a run is damaged: its field “{0}” has a wrong value.</source>
        <translation>Sammendraget av en kjøring er skadet: feltet «{0}» har feil verdi.</translation>
    </message>
    <message>
        <source>“{0}” is not a time such as {1}.</source>
        <translation>«{0}» er ikke et tidspunkt som {1}.</translation>
    </message>
    <message>
        <source>The model has no chat template called “{0}”.</source>
        <translation>Modellen har ingen samtalemal med navnet «{0}».</translation>
    </message>
    <message>
        <source>The messages for a chat template must be a list.</source>
        <translation>Meldingene til en samtalemal må være en liste.</translation>
    </message>
    <message>
        <source>A conversation is nested too deep for a chat template.</source>
        <translation>En samtale er nøstet for dypt for en samtalemal.</translation>
    </message>
    <message>
        <source>“{0}” must hold a list of messages, or an object with the key “messages”.</source>
        <translation>«{0}» må inneholde en liste med meldinger, eller et objekt med nøkkelen «messages».</translation>
    </message>
    <message>
        <source>The chat template refuses this conversation: {0}</source>
        <translation>Samtalemalen avviser denne samtalen: {0}</translation>
    </message>
    <message>
        <source>Line {0} of the chat template fails for this conversation.</source>
        <translation>Linje {0} i samtalemalen feiler for denne samtalen.</translation>
    </message>
    <message>
        <source>The chat template has a syntax error in line {0}.</source>
        <translation>Samtalemalen har en syntaksfeil i linje {0}.</translation>
    </message>
    <message>
        <source>Line {0} of the chat template uses something that Attune cannot render.</source>
        <translation>Linje {0} i samtalemalen bruker noe Attune ikke kan gjengi.</translation>
    </message>
    <message>
        <source>Choose another chat template for this model, or edit that line.</source>
        <translation>Velg en annen samtalemal for denne modellen, eller rediger linjen.</translation>
    </message>
    <message>
        <source>The chat template was stopped in line {0} because it exceeds a limit.</source>
        <translation>Samtalemalen ble stoppet i linje {0} fordi den overskrider en grense.</translation>
    </message>
    <message>
        <source>The chat template is larger than the {0} bytes allowed.</source>
        <translation>Samtalemalen er større enn de {0} bytene som er tillatt.</translation>
    </message>
    <message>
        <source>The chat template is not valid UTF-8 text.</source>
        <translation>Samtalemalen er ikke gyldig UTF-8-tekst.</translation>
    </message>
    <message>
        <source>A text of {0} bytes is too long to be tokenised at once.</source>
        <translation>En tekst på {0} byte er for lang til å deles i tokener på én gang.</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8 at byte {0}.</source>
        <translation>Teksten er ikke gyldig UTF-8 ved byte {0}.</translation>
    </message>
    <message>
        <source>{0} must hold a JSON object.</source>
        <translation>{0} må inneholde et JSON-objekt.</translation>
    </message>
    <message>
        <source>{0} has the format version “{1}”; only 1.0 is known.</source>
        <translation>{0} har formatversjonen «{1}»; bare 1.0 er kjent.</translation>
    </message>
    <message>
        <source>{0} has no model, so it is not a tokenizer.</source>
        <translation>{0} har ingen modell, så det er ikke en tokenisator.</translation>
    </message>
    <message>
        <source>{0} has neither tokenizer.json nor tokenizer.model.</source>
        <translation>{0} har verken tokenizer.json eller tokenizer.model.</translation>
    </message>
    <message>
        <source>Choose the folder that the model was downloaded to.</source>
        <translation>Velg mappen modellen ble lastet ned til.</translation>
    </message>
    <message>
        <source>The text has a character that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary.</source>
        <translation>Teksten har et tegn som tokenisatoren ikke kjenner, og dens ukjent-token «{0}» er ikke i ordforrådet.</translation>
    </message>
    <message>
        <source>The normalisation rules (precompiled_charsmap) are damaged.</source>
        <translation>Normaliseringsreglene (precompiled_charsmap) er skadet.</translation>
    </message>
    <message>
        <source>{0}: “{1}” must be an object.</source>
        <translation>{0}: «{1}» må være et objekt.</translation>
    </message>
    <message>
        <source>{0}: “{1}” must be {2}.</source>
        <translation>{0}: «{1}» må være {2}.</translation>
    </message>
    <message>
        <source>{0}: the {1} “{2}” is not known, so the text would be split wrongly.</source>
        <translation>{0}: {1} «{2}» er ukjent, så teksten ville blitt delt feil.</translation>
    </message>
    <message>
        <source>{0} splits its text in a way called “{1}”, which is not known.</source>
        <translation>{0} deler teksten på en måte som heter «{1}», og den er ukjent.</translation>
    </message>
    <message>
        <source>Use the model’s original folder, whose tokenizer.json describes the splitting.</source>
        <translation>Bruk modellens opprinnelige mappe, der tokenizer.json beskriver delingen.</translation>
    </message>
    <message>
        <source>{0} has a merge rule “{1}” without two tokens.</source>
        <translation>{0} har en sammenslåingsregel «{1}» uten to tokener.</translation>
    </message>
    <message>
        <source>{0} has {1} tokens but {2} scores.</source>
        <translation>{0} har {1} tokener, men {2} poeng.</translation>
    </message>
    <message>
        <source>{0} holds no vocabulary.</source>
        <translation>{0} inneholder ikke noe ordforråd.</translation>
    </message>
    <message>
        <source>{0}: the {1} token {2} is outside the vocabulary of {3} tokens.</source>
        <translation>{0}: {1}-tokenet {2} er utenfor ordforrådet på {3} tokener.</translation>
    </message>
    <message>
        <source>{0}: token {1} is not valid UTF-8.</source>
        <translation>{0}: token {1} er ikke gyldig UTF-8.</translation>
    </message>
    <message>
        <source>{0} has a tokenizer of the kind “{1}”; gpt2 and llama can be read.</source>
        <translation>{0} har en tokenisator av typen «{1}»; gpt2 og llama kan leses.</translation>
    </message>
    <message>
        <source>{0}: the regular expression “{1}” cannot be used.</source>
        <translation>{0}: det regulære uttrykket «{1}» kan ikke brukes.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is not a valid regular expression.</source>
        <translation>{0}: «{1}» er ikke et gyldig regulært uttrykk.</translation>
    </message>
    <message>
        <source>The tokenizer’s regular expression gave up on a text of {0} bytes.</source>
        <translation>Tokenisatorens regulære uttrykk ga opp for en tekst på {0} byte.</translation>
    </message>
    <message>
        <source>The construct {0} is not supported.</source>
        <translation>Konstruksjonen {0} støttes ikke.</translation>
    </message>
    <message>
        <source>{0} is not a usable SentencePiece model.</source>
        <translation>{0} er ikke en brukbar SentencePiece-modell.</translation>
    </message>
    <message>
        <source>This SentencePiece model cannot be written as tokenizer.json: only BPE and unigram models with ▁ before words can.</source>
        <translation>Denne SentencePiece-modellen kan ikke skrives som tokenizer.json: det kan bare BPE- og unigram-modeller med ▁ foran ord.</translation>
    </message>
    <message>
        <source>The text has a character that the tokenizer does not know, and it has no unknown token.</source>
        <translation>Teksten har et tegn som tokenisatoren ikke kjenner, og den har ikke noe ukjent-token.</translation>
    </message>
    <message>
        <source>The text has a word that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary.</source>
        <translation>Teksten har et ord som tokenisatoren ikke kjenner, og dens ukjent-token «{0}» er ikke i ordforrådet.</translation>
    </message>
    <message>
        <source>“{0}” holds no model.safetensors.</source>
        <translation>«{0}» inneholder ikke model.safetensors.</translation>
    </message>
    <message>
        <source>Choose a folder with config.json and model.safetensors, or a .gguf file.</source>
        <translation>Velg en mappe med config.json og model.safetensors, eller en .gguf-fil.</translation>
    </message>
    <message>
        <source>“{0}” lacks {1} tensors of a {2} model: {3}.</source>
        <translation>«{0}» mangler {1} tensorer av en {2}-modell: {3}.</translation>
    </message>
    <message>
        <source>Get the model again; its weights and its config.json do not belong together.</source>
        <translation>Hent modellen på nytt; vektene og config.json hører ikke sammen.</translation>
    </message>
    <message>
        <source>“{0}” does not fit its config: {1}.</source>
        <translation>«{0}» passer ikke til konfigurasjonen: {1}.</translation>
    </message>
    <message>
        <source>{0} should hold a JSON object.</source>
        <translation>{0} skal inneholde et JSON-objekt.</translation>
    </message>
    <message>
        <source>“{0}” is an adapter, not a whole model.</source>
        <translation>«{0}» er en adapter, ikke en hel modell.</translation>
    </message>
    <message>
        <source>Choose the model it was made for.</source>
        <translation>Velg modellen den ble laget for.</translation>
    </message>
    <message>
        <source>“{0}” does not exist.</source>
        <translation>«{0}» finnes ikke.</translation>
    </message>
    <message>
        <source>“{0}” is not a model.</source>
        <translation>«{0}» er ikke en modell.</translation>
    </message>
    <message>
        <source>“{0}” holds several .gguf files.</source>
        <translation>«{0}» inneholder flere .gguf-filer.</translation>
    </message>
    <message>
        <source>Choose one of the files.</source>
        <translation>Velg en av filene.</translation>
    </message>
    <message>
        <source>“{0}” holds no model.</source>
        <translation>«{0}» inneholder ingen modell.</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>Leser modellen</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which {3} attention heads do not divide.</source>
        <translation>{0}: «{1}» er {2}, som ikke er delelig med {3} oppmerksomhetshoder.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which leaves no position after “pad_token_id”.</source>
        <translation>{0}: «{1}» er {2}, og da blir det ingen posisjon etter «pad_token_id».</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>et heltall</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which is not within {3}.</source>
        <translation>{0}: «{1}» er {2}, som ikke er innenfor {3}.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which is out of range.</source>
        <translation>{0}: «{1}» er {2}, som er utenfor området.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but must be greater than 0.</source>
        <translation>{0}: «{1}» er {2}, men må være større enn 0.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>tekst</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>en liste med tall</translation>
    </message>
    <message>
        <source>a list of numbers greater than 0</source>
        <translation>en liste med tall større enn 0</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>en liste med tekster</translation>
    </message>
    <message>
        <source>a token id or a list of token ids</source>
        <translation>en token-id eller en liste med token-id-er</translation>
    </message>
    <message>
        <source>{0}: “{1}” should be {2}, but is {3}.</source>
        <translation>{0}: «{1}» skal være {2}, men er {3}.</translation>
    </message>
    <message>
        <source>{0}: the key “{1}” is missing.</source>
        <translation>{0}: nøkkelen «{1}» mangler.</translation>
    </message>
    <message>
        <source>{0}: “{1}” = “{2}” is not supported.</source>
        <translation>{0}: «{1}» = «{2}» støttes ikke.</translation>
    </message>
    <message>
        <source>{0}: {2} dimensions of each head would be rotated (“{1}”), but they must be pairs.</source>
        <translation>{0}: {2} dimensjoner av hvert hode ville blitt rotert («{1}»), men de må være par.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but must be greater than “low_freq_factor”.</source>
        <translation>{0}: «{1}» er {2}, men må være større enn «low_freq_factor».</translation>
    </message>
    <message>
        <source>{0}: “{1}” and “long_factor” should hold {3} numbers each, “{1}” has {2}.</source>
        <translation>{0}: «{1}» og «long_factor» skal ha {3} tall hver, «{1}» har {2}.</translation>
    </message>
    <message>
        <source>{0}: “{1}” has {2} entries for {3} layers.</source>
        <translation>{0}: «{1}» har {2} oppføringer for {3} lag.</translation>
    </message>
    <message>
        <source>a list with 0 or 1 for each layer</source>
        <translation>en liste med 0 eller 1 for hvert lag</translation>
    </message>
    <message>
        <source>Weights cannot be written as “{0}”.</source>
        <translation>Vekter kan ikke skrives som «{0}».</translation>
    </message>
    <message>
        <source>Writing the model</source>
        <translation>Skriver modellen</translation>
    </message>
    <message>
        <source>“{0}” is not a plain file name.</source>
        <translation>«{0}» er ikke et rent filnavn.</translation>
    </message>
    <message>
        <source>Get the file again from where it came from.</source>
        <translation>Hent filen på nytt der den kom fra.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it ends within its header.</source>
        <translation>«{0}» er skadet: den slutter midt i hodet.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: a name in it has {1} bytes.</source>
        <translation>«{0}» er skadet: et navn i den har {1} byte.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: a text in it is not valid UTF-8.</source>
        <translation>«{0}» er skadet: en tekst i den er ikke gyldig UTF-8.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it uses the unknown value type {1}.</source>
        <translation>«{0}» er skadet: den bruker den ukjente verditypen {1}.</translation>
    </message>
    <message>
        <source>“{0}” holds lists nested too deeply.</source>
        <translation>«{0}» inneholder for dypt nøstede lister.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: a list in it should have {1} entries.</source>
        <translation>«{0}» er skadet: en liste i den skal ha {1} oppføringer.</translation>
    </message>
    <message>
        <source>“{0}” is not a GGUF file.</source>
        <translation>«{0}» er ikke en GGUF-fil.</translation>
    </message>
    <message>
        <source>“{0}” is a GGUF file of version {1} or of big-endian order; Attune reads versions 2 and 3.</source>
        <translation>«{0}» er en GGUF-fil av versjon {1} eller med big-endian rekkefølge; Attune leser versjon 2 og 3.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it should hold {1} tensors and {2} values, more than its size allows.</source>
        <translation>«{0}» er skadet: den skal ha {1} tensorer og {2} verdier, mer enn størrelsen tillater.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the key “{1}” stands in it twice.</source>
        <translation>«{0}» er skadet: nøkkelen «{1}» står der to ganger.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has {2} dimensions instead of 1 to 4.</source>
        <translation>«{0}» er skadet: tensoren «{1}» har {2} dimensjoner i stedet for 1 til 4.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has an impossible dimension.</source>
        <translation>«{0}» er skadet: tensoren «{1}» har en umulig dimensjon.</translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” has the unknown type {2}.</source>
        <translation>«{0}»: tensoren «{1}» har den ukjente typen {2}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” cannot have the shape {2} as {3}.</source>
        <translation>«{0}» er skadet: tensoren «{1}» kan ikke ha formen {2} som {3}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: its “general.alignment” is not a power of two up to {1}.</source>
        <translation>«{0}» er skadet: «general.alignment» er ikke en toerpotens opp til {1}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” stands in it twice.</source>
        <translation>«{0}» er skadet: tensoren «{1}» står der to ganger.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” is not aligned.</source>
        <translation>«{0}» er skadet: tensoren «{1}» er ikke justert.</translation>
    </message>
    <message>
        <source>“{0}” is incomplete: the tensor “{1}” ends at byte {2} of {3}.</source>
        <translation>«{0}» er ufullstendig: tensoren «{1}» slutter ved byte {2} av {3}.</translation>
    </message>
    <message>
        <source>Get the file again; the download or copy did not finish.</source>
        <translation>Hent filen på nytt; nedlastingen eller kopieringen ble ikke ferdig.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensors “{1}” and “{2}” overlap.</source>
        <translation>«{0}» er skadet: tensorene «{1}» og «{2}» overlapper.</translation>
    </message>
    <message>
        <source>Export the model as a Hugging Face folder instead.</source>
        <translation>Eksporter modellen som en Hugging Face-mappe i stedet.</translation>
    </message>
    <message>
        <source>GGUF cannot express the position scaling “{0}” of this model.</source>
        <translation>GGUF kan ikke uttrykke posisjonsskaleringen «{0}» i denne modellen.</translation>
    </message>
    <message>
        <source>The tokenizer has {0} tokens, the model {1}; they do not fit together.</source>
        <translation>Tokenisatoren har {0} tokener, modellen {1}; de passer ikke sammen.</translation>
    </message>
    <message>
        <source>GGUF has no name for the tensor “{0}”.</source>
        <translation>GGUF har ikke noe navn på tensoren «{0}».</translation>
    </message>
    <message>
        <source>The tensor “{0}” is not in the checkpoint.</source>
        <translation>Tensoren «{0}» er ikke i sjekkpunktet.</translation>
    </message>
    <message>
        <source>Models of the type “{0}” for the task “{1}” cannot be exported as GGUF.</source>
        <translation>Modeller av typen «{0}» for oppgaven «{1}» kan ikke eksporteres som GGUF.</translation>
    </message>
    <message>
        <source>“{0}” is not a GGUF type that can be written.</source>
        <translation>«{0}» er ikke en GGUF-type som kan skrives.</translation>
    </message>
    <message>
        <source>{0}: GGUF files of the architecture “{1}” are not supported.</source>
        <translation>{0}: GGUF-filer med arkitekturen «{1}» støttes ikke.</translation>
    </message>
    <message>
        <source>Use the model&apos;s original Hugging Face version.</source>
        <translation>Bruk modellens opprinnelige Hugging Face-versjon.</translation>
    </message>
    <message>
        <source>{0}: its rotary frequencies are scaled in a way that is not supported.</source>
        <translation>{0}: rotasjonsfrekvensene er skalert på en måte som ikke støttes.</translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} does not consist of {2} heads.</source>
        <translation>Tensoren «{0}» med formen {1} består ikke av {2} hoder.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is stored as {1}, which Attune cannot compute with.</source>
        <translation>Tensoren «{0}» er lagret som {1}, som Attune ikke kan regne med.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the lists of its vocabulary differ in length.</source>
        <translation>«{0}» er skadet: listene i ordforrådet har ulik lengde.</translation>
    </message>
    <message>
        <source>This tokenizer cannot be exported as GGUF: {0}.</source>
        <translation>Denne tokenisatoren kan ikke eksporteres som GGUF: {0}.</translation>
    </message>
    <message>
        <source>it has no vocabulary</source>
        <translation>den har ikke noe ordforråd</translation>
    </message>
    <message>
        <source>its vocabulary is damaged</source>
        <translation>ordforrådet er skadet</translation>
    </message>
    <message>
        <source>GGUF cannot express its merges</source>
        <translation>GGUF kan ikke uttrykke sammenslåingene</translation>
    </message>
    <message>
        <source>only BPE vocabularies are supported</source>
        <translation>bare BPE-ordforråd støttes</translation>
    </message>
    <message>
        <source>it changes the text before splitting</source>
        <translation>den endrer teksten før delingen</translation>
    </message>
    <message>
        <source>llama.cpp has no name for its way of splitting text</source>
        <translation>llama.cpp har ikke noe navn på måten den deler tekst på</translation>
    </message>
    <message>
        <source>there is no tokenizer.json</source>
        <translation>det finnes ingen tokenizer.json</translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} cannot be stored as {2} in a GGUF file.</source>
        <translation>Tensoren «{0}» med formen {1} kan ikke lagres som {2} i en GGUF-fil.</translation>
    </message>
    <message>
        <source>The tensor name “{0}” cannot stand in the file, or stands there twice.</source>
        <translation>Tensornavnet «{0}» kan ikke stå i filen, eller står der to ganger.</translation>
    </message>
    <message>
        <source>The tensor “{0}” was not announced for “{1}”.</source>
        <translation>Tensoren «{0}» ble ikke kunngjort for «{1}».</translation>
    </message>
    <message>
        <source>The tensor “{0}” cannot be written as {1} from {2} numbers.</source>
        <translation>Tensoren «{0}» kan ikke skrives som {1} av {2} tall.</translation>
    </message>
    <message>
        <source>The tensor “{0}” was not written completely to “{1}”.</source>
        <translation>Tensoren «{0}» ble ikke skrevet fullstendig til «{1}».</translation>
    </message>
    <message>
        <source>The name of “{0}” does not tell what kind of file it is.</source>
        <translation>Navnet «{0}» forteller ikke hva slags fil det er.</translation>
    </message>
    <message>
        <source>Models, tokenizers, configs and tables of data can be inspected.</source>
        <translation>Modeller, tokenisatorer, konfigurasjoner og datatabeller kan undersøkes.</translation>
    </message>
    <message>
        <source>an object with a text for each number from 0 on</source>
        <translation>et objekt med en tekst for hvert tall fra 0</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which does not divide the {3} attention heads.</source>
        <translation>{0}: «{1}» er {2}, som ikke deler de {3} oppmerksomhetshodene.</translation>
    </message>
    <message>
        <source>{0} is not a model&apos;s config: it is not a JSON object.</source>
        <translation>{0} er ikke en modellkonfigurasjon: det er ikke et JSON-objekt.</translation>
    </message>
    <message>
        <source>{0}: models of the type “{1}” are not supported.</source>
        <translation>{0}: modeller av typen «{1}» støttes ikke.</translation>
    </message>
    <message>
        <source>Supported are {2}.</source>
        <translation>Støttet er {2}.</translation>
    </message>
    <message>
        <source>{0}: the model was stored quantised (“quantization_config”).</source>
        <translation>{0}: modellen ble lagret kvantisert («quantization_config»).</translation>
    </message>
    <message>
        <source>Use the model&apos;s original version; Attune quantises it itself while training, if asked.</source>
        <translation>Bruk modellens opprinnelige versjon; Attune kvantiserer den selv under trening ved behov.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: its “__metadata__” is not an object.</source>
        <translation>«{0}» er skadet: «__metadata__» er ikke et objekt.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the entry “{1}” of its “__metadata__” is not text.</source>
        <translation>«{0}» er skadet: oppføringen «{1}» i «__metadata__» er ikke tekst.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the entry of the tensor “{1}” is not an object.</source>
        <translation>«{0}» er skadet: oppføringen for tensoren «{1}» er ikke et objekt.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no dtype.</source>
        <translation>«{0}» er skadet: tensoren «{1}» har ingen dtype.</translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” has the unknown dtype “{2}”.</source>
        <translation>«{0}»: tensoren «{1}» har den ukjente dtype «{2}».</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no valid shape.</source>
        <translation>«{0}» er skadet: tensoren «{1}» har ingen gyldig form.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no valid data_offsets.</source>
        <translation>«{0}» er skadet: tensoren «{1}» har ingen gyldige data_offsets.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has shape {2} as {3}, but {4} bytes.</source>
        <translation>«{0}» er skadet: tensoren «{1}» har formen {2} som {3}, men {4} byte.</translation>
    </message>
    <message>
        <source>“{0}” is not a safetensors file: its header is not JSON.</source>
        <translation>«{0}» er ikke en safetensors-fil: hodet er ikke JSON.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” starts at byte {2} instead of {3}.</source>
        <translation>«{0}» er skadet: tensoren «{1}» begynner ved byte {2} i stedet for {3}.</translation>
    </message>
    <message>
        <source>“{0}” is incomplete: it should hold {1} bytes of tensors but has {2}.</source>
        <translation>«{0}» er ufullstendig: den skal ha {1} byte med tensorer, men har {2}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: {1} bytes follow its last tensor.</source>
        <translation>«{0}» er skadet: {1} byte følger etter den siste tensoren.</translation>
    </message>
    <message>
        <source>“{0}” is too short for a safetensors file.</source>
        <translation>«{0}» er for kort for en safetensors-fil.</translation>
    </message>
    <message>
        <source>“{0}” is not a complete safetensors file: its header should have {1} bytes.</source>
        <translation>«{0}» er ikke en fullstendig safetensors-fil: hodet skal ha {1} byte.</translation>
    </message>
    <message>
        <source>Get the model again from where it came from.</source>
        <translation>Hent modellen på nytt der den kom fra.</translation>
    </message>
    <message>
        <source>“{0}” is not an index of shards: it has no “weight_map”.</source>
        <translation>«{0}» er ikke en indeks over deler: den har ingen «weight_map».</translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” is said to be in a file that is not a plain file name.</source>
        <translation>«{0}»: tensoren «{1}» skal ligge i en fil som ikke er et rent filnavn.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is not in “{1}”, where “{2}” says it is.</source>
        <translation>Tensoren «{0}» er ikke i «{1}», der «{2}» sier at den er.</translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} cannot be stored as {2} in a safetensors file.</source>
        <translation>Tensoren «{0}» med formen {1} kan ikke lagres som {2} i en safetensors-fil.</translation>
    </message>
    <message>
        <source>A tensor name for “{0}” is not valid UTF-8.</source>
        <translation>Et tensornavn for «{0}» er ikke gyldig UTF-8.</translation>
    </message>
    <message>
        <source>The tensor “{0}” got more bytes than its shape has.</source>
        <translation>Tensoren «{0}» fikk flere byte enn formen har.</translation>
    </message>
    <message>
        <source>The asked part of the tensor “{0}” reaches outside of it.</source>
        <translation>Den etterspurte delen av tensoren «{0}» går utenfor den.</translation>
    </message>
    <message>
        <source>“{0}” is not a file.</source>
        <translation>«{0}» er ikke en fil.</translation>
    </message>
    <message>
        <source>“{0}” ends before its data does.</source>
        <translation>«{0}» slutter før dataene gjør det.</translation>
    </message>
    <message>
        <source>Get the file again; it is incomplete or was changed while it was read.</source>
        <translation>Hent filen på nytt; den er ufullstendig eller ble endret mens den ble lest.</translation>
    </message>
    <message>
        <source>“{0}” holds no tokenizer.</source>
        <translation>«{0}» inneholder ingen tokenisator.</translation>
    </message>
    <message>
        <source>There is no model “{0}” on this machine.</source>
        <translation>Det finnes ingen modell «{0}» på denne maskinen.</translation>
    </message>
    <message>
        <source>Give a Hugging Face folder, a .gguf file, or an id from the list of models.</source>
        <translation>Oppgi en Hugging Face-mappe, en .gguf-fil eller en id fra listen over modeller.</translation>
    </message>
    <message>
        <source>Use the tokenizer that belongs to this model.</source>
        <translation>Bruk tokenisatoren som hører til denne modellen.</translation>
    </message>
    <message>
        <source>Row {0} of “{1}” cannot be turned into tokens.</source>
        <translation>Rad {0} av «{1}» kan ikke gjøres om til tokener.</translation>
    </message>
    <message>
        <source>Turning rows into tokens</source>
        <translation>Gjør rader om til tokener</translation>
    </message>
    <message>
        <source>Choose another name, or open the project that is there.</source>
        <translation>Velg et annet navn, eller åpne prosjektet som er der.</translation>
    </message>
    <message>
        <source>There is no project folder “{0}”.</source>
        <translation>Det finnes ingen prosjektmappe «{0}».</translation>
    </message>
    <message>
        <source>Check the name, or make a new project.</source>
        <translation>Kontroller navnet, eller lag et nytt prosjekt.</translation>
    </message>
    <message>
        <source>The project has no dataset yet.</source>
        <translation>Prosjektet har ikke noe datasett ennå.</translation>
    </message>
    <message>
        <source>Import a file of examples first.</source>
        <translation>Importer først en fil med eksempler.</translation>
    </message>
    <message>
        <source>The project has several datasets: {0}.</source>
        <translation>Prosjektet har flere datasett: {0}.</translation>
    </message>
    <message>
        <source>Say which one is meant.</source>
        <translation>Oppgi hvilket som menes.</translation>
    </message>
    <message>
        <source>It has {1}.</source>
        <translation>Det har {1}.</translation>
    </message>
    <message>
        <source>There is no report format “{0}”.</source>
        <translation>Det finnes ikke noe rapportformat «{0}».</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Skriver rapporten</translation>
    </message>
    <message>
        <source>None of the {0} training rows of “{1}” has a token to learn within {2} tokens.</source>
        <translation>Ingen av de {0} treningsradene i «{1}» har et token å lære innenfor {2} tokener.</translation>
    </message>
    <message>
        <source>Raise “Length at most”, or check in the data page that the answers are in the right column.</source>
        <translation>Hev «Høyst lengde», eller kontroller på datasiden at svarene står i riktig kolonne.</translation>
    </message>
    <message>
        <source>`attune params` lists them.</source>
        <translation>`attune params` lister dem opp.</translation>
    </message>
    <message>
        <source>The run “{0}” is complete; there is nothing left to resume.</source>
        <translation>Kjøringen «{0}» er fullført; det er ingenting igjen å gjenoppta.</translation>
    </message>
    <message>
        <source>The model “{0}” is not the one that the run “{1}” began with.</source>
        <translation>Modellen «{0}» er ikke den kjøringen «{1}» begynte med.</translation>
    </message>
    <message>
        <source>Put the former files back, or start a new run.</source>
        <translation>Legg tilbake de tidligere filene, eller start en ny kjøring.</translation>
    </message>
    <message>
        <source>The dataset of the run “{0}” has changed.</source>
        <translation>Datasettet til kjøringen «{0}» er endret.</translation>
    </message>
    <message>
        <source>“{0}” could not be copied to “{1}”.</source>
        <translation>«{0}» kunne ikke kopieres til «{1}».</translation>
    </message>
    <message>
        <source>The run “{0}” has no checkpoint yet.</source>
        <translation>Kjøringen «{0}» har ikke noe sjekkpunkt ennå.</translation>
    </message>
    <message>
        <source>Let it train until the first validation, or stop it with saving.</source>
        <translation>La den trene til første validering, eller stopp den med lagring.</translation>
    </message>
    <message>
        <source>There is no export format “{0}”.</source>
        <translation>Det finnes ikke noe eksportformat «{0}».</translation>
    </message>
    <message>
        <source>Choose “peft” or “huggingface”.</source>
        <translation>Velg «peft» eller «huggingface».</translation>
    </message>
    <message>
        <source>The run “{0}” trained the model&apos;s own weights, so there is no adapter to export.</source>
        <translation>Kjøringen «{0}» trente modellens egne vekter, så det er ingen adapter å eksportere.</translation>
    </message>
    <message>
        <source>Export the merged model instead.</source>
        <translation>Eksporter den sammenslåtte modellen i stedet.</translation>
    </message>
    <message>
        <source>The exported adapter does not compute what the run “{0}” computes (difference {1}).</source>
        <translation>Den eksporterte adapteren regner ikke ut det kjøringen «{0}» regner ut (avvik {1}).</translation>
    </message>
    <message>
        <source>Nothing was exported; please report this.</source>
        <translation>Ingenting ble eksportert; meld gjerne fra om dette.</translation>
    </message>
    <message>
        <source>`attune runs` lists them.</source>
        <translation>`attune runs` lister dem opp.</translation>
    </message>
    <message>
        <source>The adapter “{0}” was trained on a base changed in a way that is not known: {1}.</source>
        <translation>Adapteren «{0}» ble trent på en grunnmodell endret på en ukjent måte: {1}.</translation>
    </message>
    <message>
        <source>Models of type “{0}” have no biases that BitFit could train.</source>
        <translation>Modeller av typen «{0}» har ingen biaser som BitFit kunne trene.</translation>
    </message>
    <message>
        <source>Choose LoRA.</source>
        <translation>Velg LoRA.</translation>
    </message>
    <message>
        <source>BitFit</source>
        <translation>BitFit</translation>
    </message>
    <message>
        <source>Trains the biases alone, about a thousandth of the weights. For small corrections with few rows; works only with models that have biases.</source>
        <translation>Trener bare biasene, omtrent en tusendel av vektene. For små korrigeringer med få rader; virker bare med modeller som har biaser.</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>As LoRA, and learns the length of each row of a layer&apos;s weight by itself. Often closer to full fine-tuning at small ranks; a step takes longer.</source>
        <translation>Som LoRA, og lærer lengden på hver rad i et lags vekter for seg. Ofte nærmere full finjustering ved små ranger; et steg tar lengre tid.</translation>
    </message>
    <message>
        <source>Last layers only</source>
        <translation>Bare de siste lagene</translation>
    </message>
    <message>
        <source>Trains the last layers in full and leaves the rest as it is. Between LoRA and full fine-tuning in memory, and quick, as the lower layers need no way back.</source>
        <translation>Trener de siste lagene fullt ut og lar resten være. Mellom LoRA og full finjustering i minnebruk, og rask, siden de nedre lagene ikke trenger noen vei tilbake.</translation>
    </message>
    <message>
        <source>The adapter “{0}” does not fit the model.</source>
        <translation>Adapteren «{0}» passer ikke til modellen.</translation>
    </message>
    <message>
        <source>(IA)³ does not know the layers of models of type “{0}”.</source>
        <translation>(IA)³ kjenner ikke lagene i modeller av typen «{0}».</translation>
    </message>
    <message>
        <source>(IA)³</source>
        <translation>(IA)³</translation>
    </message>
    <message>
        <source>Trains one factor for each key, value and inner feature: a hundred times fewer numbers than LoRA. For few rows or many tiny adapters; needs a learning rate about ten times higher.</source>
        <translation>Trener én faktor for hver nøkkel, verdi og indre egenskap: hundre ganger færre tall enn LoRA. For få rader eller mange bitte små adaptere; trenger en læringsrate omtrent ti ganger høyere.</translation>
    </message>
    <message>
        <source>The adapter “{0}” does not fit the model: “{1}” is missing or has another size.</source>
        <translation>Adapteren «{0}» passer ikke til modellen: «{1}» mangler eller har en annen størrelse.</translation>
    </message>
    <message>
        <source>LoRA+</source>
        <translation>LoRA+</translation>
    </message>
    <message>
        <source>As LoRA, and the second matrix learns several times faster than the first. Can reach the same loss in fewer steps.</source>
        <translation>Som LoRA, og den andre matrisen lærer flere ganger raskere enn den første. Kan nå samme tap på færre steg.</translation>
    </message>
    <message>
        <source>PiSSA</source>
        <translation>PiSSA</translation>
    </message>
    <message>
        <source>As LoRA, but begins with the strongest directions of each layer&apos;s weight instead of a random start. Often learns faster; saved as a LoRA of twice the rank.</source>
        <translation>Som LoRA, men begynner med de sterkeste retningene i hvert lags vekter i stedet for tilfeldig. Lærer ofte raskere; lagres som en LoRA med dobbel rang.</translation>
    </message>
    <message>
        <source>The vectors of prompt tuning stand before the text and cannot be worked into the weights.</source>
        <translation>Vektorene i ledetekstjustering står foran teksten og kan ikke arbeides inn i vektene.</translation>
    </message>
    <message>
        <source>Export the adapter instead.</source>
        <translation>Eksporter adapteren i stedet.</translation>
    </message>
    <message>
        <source>Prompt tuning</source>
        <translation>Ledetekstjustering</translation>
    </message>
    <message>
        <source>Trains a few vectors that stand before every text, and nothing in the model. The smallest result of all; needs a high learning rate and does better with large models.</source>
        <translation>Trener noen få vektorer som står foran hver tekst, og ingenting i modellen. Det minste resultatet av alle; trenger høy læringsrate og er best med store modeller.</translation>
    </message>
    <message>
        <source>QLoRA</source>
        <translation>QLoRA</translation>
    </message>
    <message>
        <source>LoRA beside a model held in 4 bits. Needs the least memory of all, at slightly lower quality and a slower step.</source>
        <translation>LoRA ved siden av en modell holdt i 4 biter. Trenger minst minne av alle, med litt lavere kvalitet og tregere steg.</translation>
    </message>
    <message>
        <source>Ratio of learning rates</source>
        <translation>Forhold mellom læringsrater</translation>
    </message>
    <message>
        <source>How many times faster the second matrix (B) learns than the first (A).</source>
        <translation>Hvor mange ganger raskere den andre matrisen (B) lærer enn den første (A).</translation>
    </message>
    <message>
        <source>Trained layers</source>
        <translation>Lag som trenes</translation>
    </message>
    <message>
        <source>How many of the last layers learn; all below stay as they are.</source>
        <translation>Hvor mange av de siste lagene som lærer; alle under forblir som de er.</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>lag</translation>
    </message>
    <message>
        <source>Prompt vectors</source>
        <translation>Ledetekstvektorer</translation>
    </message>
    <message>
        <source>Trained vectors that stand before every text. More can hold more and make each text longer.</source>
        <translation>Trente vektorer som står foran hver tekst. Flere kan romme mer og gjør hver tekst lengre.</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>vektorer</translation>
    </message>
    <message>
        <source>The trained tensors are the model&apos;s own; the base&apos;s values are not kept while training.</source>
        <translation>De trente tensorene er modellens egne; grunnmodellens verdier beholdes ikke under trening.</translation>
    </message>
    <message>
        <source>The model has no tensors that this technique trains.</source>
        <translation>Modellen har ingen tensorer som denne teknikken trener.</translation>
    </message>
    <message>
        <source>The checkpoint “{0}” does not fit the model.</source>
        <translation>Sjekkpunktet «{0}» passer ikke til modellen.</translation>
    </message>
    <message>
        <source>Choose the model that it was trained on.</source>
        <translation>Velg modellen det ble trent på.</translation>
    </message>
    <message>
        <source>A stored evaluation cannot be read.</source>
        <translation>En lagret evaluering kan ikke leses.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Tap</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perpleksitet</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>Eksakt treff</translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation>ROUGE-L</translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Treffsikkerhet</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation>Mikro-F1</translation>
    </message>
    <message>
        <source>Preference accuracy</source>
        <translation>Treffsikkerhet for preferanser</translation>
    </message>
    <message>
        <source>The curve cannot be judged: {0}.</source>
        <translation>Kurven kan ikke bedømmes: {0}.</translation>
    </message>
    <message>
        <source>It must be an object with equally long lists “steps”, “train” and “val”; null stands for not finite.</source>
        <translation>Den må være et objekt med like lange lister «steps», «train» og «val»; null betyr ikke endelig.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. The run has only {8} training rows: more rows help more than any setting.</source>
        <translation>Stopp og bruk steg {1}. Kjøringen har bare {8} treningsrader: flere rader hjelper mer enn noen innstilling.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. The best step came within the first epoch: try half the learning rate.</source>
        <translation>Stopp og bruk steg {1}. Det beste steget kom i første epoke: prøv halv læringsrate.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. For the next run set the epochs to about {9}.</source>
        <translation>Stopp og bruk steg {1}. Sett antall epoker til omtrent {9} i neste kjøring.</translation>
    </message>
    <message>
        <source>The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while training loss fell from {4} to {5}. Compared row by row on {6} rows, the rise is {7} times its standard error.</source>
        <translation>Modellen overtilpasser: valideringstapet steg med {3} % fra {0} ved steg {1} til {2}, mens treningstapet falt fra {4} til {5}. Sammenlignet rad for rad på {6} rader er stigningen {7} ganger standardfeilen.</translation>
    </message>
    <message>
        <source>The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while training loss fell from {4} to {5}. That is more than the noise of the curve explains.</source>
        <translation>Modellen overtilpasser: valideringstapet steg med {3} % fra {0} ved steg {1} til {2}, mens treningstapet falt fra {4} til {5}. Det er mer enn støyen i kurven forklarer.</translation>
    </message>
    <message>
        <source>Validation loss may be turning: it is {2} after {0} at step {1}, while training loss fell from {4} to {5}.</source>
        <translation>Valideringstapet kan være i ferd med å snu: det er {2} etter {0} ved steg {1}, mens treningstapet falt fra {4} til {5}.</translation>
    </message>
    <message>
        <source>Watch the next looks; the checkpoint of step {1} is kept.</source>
        <translation>Følg med på de neste blikkene; sjekkpunktet fra steg {1} beholdes.</translation>
    </message>
    <message>
        <source>Validation loss has stopped improving: it stays near {2}, while training loss goes on falling to {5}.</source>
        <translation>Valideringstapet blir ikke lenger bedre: det holder seg nær {2}, mens treningstapet fortsetter å falle til {5}.</translation>
    </message>
    <message>
        <source>You can stop here without losing quality, and use step {1}.</source>
        <translation>Du kan stoppe her uten å miste kvalitet, og bruke steg {1}.</translation>
    </message>
    <message>
        <source>Training diverges: training loss climbed to {5} and validation loss from {0} at step {1} to {2}.</source>
        <translation>Treningen divergerer: treningstapet steg til {5} og valideringstapet fra {0} ved steg {1} til {2}.</translation>
    </message>
    <message>
        <source>Stop, go back to step {1} and train with a third of the learning rate.</source>
        <translation>Stopp, gå tilbake til steg {1} og tren med en tredjedel av læringsraten.</translation>
    </message>
    <message>
        <source>Validation loss is not a finite number any more.</source>
        <translation>Valideringstapet er ikke lenger et endelig tall.</translation>
    </message>
    <message>
        <source>Training loss is not a finite number any more.</source>
        <translation>Treningstapet er ikke lenger et endelig tall.</translation>
    </message>
    <message>
        <source>Stop, go back to step {1} and train with a third of the learning rate, or in 32-bit precision.</source>
        <translation>Stopp, gå tilbake til steg {1} og tren med en tredjedel av læringsraten, eller med 32-bits presisjon.</translation>
    </message>
    <message>
        <source>Stop and train with a third of the learning rate, or in 32-bit precision.</source>
        <translation>Stopp og tren med en tredjedel av læringsraten, eller med 32-bits presisjon.</translation>
    </message>
    <message>
        <source>With {6} validation rows it cannot be told whether the model overfits.</source>
        <translation>Med {6} valideringsrader kan det ikke avgjøres om modellen overtilpasser.</translation>
    </message>
    <message>
        <source>Validation loss varies so much from look to look that overfitting cannot be told from chance.</source>
        <translation>Valideringstapet varierer så mye fra blikk til blikk at overtilpasning ikke kan skilles fra tilfeldighet.</translation>
    </message>
    <message>
        <source>Put more rows into the validation part of the split, at least 50.</source>
        <translation>Legg flere rader i valideringsdelen av oppdelingen, minst 50.</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Treningstap</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientnorm</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Tokener per sekund</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Valideringstap</translation>
    </message>
    <message>
        <source>Loss on training rows</source>
        <translation>Tap på treningsrader</translation>
    </message>
    <message>
        <source>Best validation loss</source>
        <translation>Beste valideringstap</translation>
    </message>
    <message>
        <source>Best step</source>
        <translation>Beste steg</translation>
    </message>
    <message>
        <source>Validation loss at the end</source>
        <translation>Valideringstap til slutt</translation>
    </message>
    <message>
        <source>Training loss at the end</source>
        <translation>Treningstap til slutt</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steg</translation>
    </message>
    <message>
        <source>Tokens seen</source>
        <translation>Tokener sett</translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Parametere som trenes</translation>
    </message>
    <message>
        <source>The runs learnt from different data, so their losses are not comparable.</source>
        <translation>Kjøringene lærte av ulike data, så tapene kan ikke sammenlignes.</translation>
    </message>
    <message>
        <source>The runs divide the data differently, so their validation rows are not the same.</source>
        <translation>Kjøringene deler dataene ulikt, så valideringsradene er ikke de samme.</translation>
    </message>
    <message>
        <source>The runs began with different models; losses compare only where the tokenizer is the same.</source>
        <translation>Kjøringene begynte med ulike modeller; tap kan bare sammenlignes der tokenisatoren er den samme.</translation>
    </message>
    <message>
        <source>The runs have different tasks.</source>
        <translation>Kjøringene har ulike oppgaver.</translation>
    </message>
    <message>
        <source>The setting “{0}” differs, so the losses are over different tokens.</source>
        <translation>Innstillingen «{0}» er ulik, så tapene gjelder ulike tokener.</translation>
    </message>
    <message>
        <source>The monitor&apos;s part of the checkpoint is damaged: “{0}” has a wrong value.</source>
        <translation>Overvåkerens del av sjekkpunktet er skadet: «{0}» har feil verdi.</translation>
    </message>
    <message>
        <source>The split of “{0}” has no test rows.</source>
        <translation>Oppdelingen av «{0}» har ingen testrader.</translation>
    </message>
    <message>
        <source>Give the test part a share in the data page, then train again.</source>
        <translation>Gi testdelen en andel på datasiden, og tren på nytt.</translation>
    </message>
    <message>
        <source>No test row of “{0}” has an answer within the length of the run.</source>
        <translation>Ingen testrad i «{0}» har et svar innenfor kjøringens lengde.</translation>
    </message>
    <message>
        <source>Scoring the tuned model on the test rows</source>
        <translation>Måler den finjusterte modellen på testradene</translation>
    </message>
    <message>
        <source>Scoring the base model on the test rows</source>
        <translation>Måler grunnmodellen på testradene</translation>
    </message>
    <message>
        <source>Answering test questions</source>
        <translation>Svarer på testspørsmål</translation>
    </message>
    <message>
        <source>Line {0} of the sentence has no tag.</source>
        <translation>Linje {0} i setningen har ikke noe merke.</translation>
    </message>
    <message>
        <source>Line {0} is not valid UTF-8.</source>
        <translation>Linje {0} er ikke gyldig UTF-8.</translation>
    </message>
    <message>
        <source>Words with tags (CoNLL)</source>
        <translation>Ord med merker (CoNLL)</translation>
    </message>
    <message>
        <source>Words with word classes (CoNLL-U)</source>
        <translation>Ord med ordklasser (CoNLL-U)</translation>
    </message>
    <message>
        <source>Plain text or Markdown</source>
        <translation>Ren tekst eller Markdown</translation>
    </message>
    <message>
        <source>“{0}” cannot be unpacked: it is damaged or of another kind than its name says.</source>
        <translation>«{0}» kan ikke pakkes ut: den er skadet eller av en annen type enn navnet sier.</translation>
    </message>
    <message>
        <source>Get the file again from its source.</source>
        <translation>Hent filen på nytt fra kilden.</translation>
    </message>
    <message>
        <source>“{0}” unpacks to far more than its size: it was not read further.</source>
        <translation>«{0}» pakkes ut til langt mer enn størrelsen: den ble ikke lest videre.</translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <translation>Pakk den ut selv hvis du stoler på den.</translation>
    </message>
    <message>
        <source>“{0}” holds {1} files; an archive with exactly one table can be read.</source>
        <translation>«{0}» inneholder {1} filer; et arkiv med nøyaktig én tabell kan leses.</translation>
    </message>
    <message>
        <source>Unpack it and choose the files.</source>
        <translation>Pakk det ut og velg filene.</translation>
    </message>
    <message>
        <source>The folder “{0}” could not be opened.</source>
        <translation>Mappen «{0}» kunne ikke åpnes.</translation>
    </message>
    <message>
        <source>The folder “{0}” holds no file that can be imported.</source>
        <translation>Mappen «{0}» inneholder ingen fil som kan importeres.</translation>
    </message>
    <message>
        <source>The label “{0}” is not among the {1} classes of this model.</source>
        <translation>Etiketten «{0}» er ikke blant de {1} klassene i denne modellen.</translation>
    </message>
    <message>
        <source>Train with a dataset that has this label, or correct the label in the data.</source>
        <translation>Tren med et datasett som har denne etiketten, eller rett etiketten i dataene.</translation>
    </message>
    <message>
        <source>A sentence has {0} words but {1} tags.</source>
        <translation>En setning har {0} ord, men {1} merker.</translation>
    </message>
    <message>
        <source>The entry “{0}” is not an object.</source>
        <translation>Oppføringen «{0}» er ikke et objekt.</translation>
    </message>
    <message>
        <source>The entry “{0}” names no local file and was left out.</source>
        <translation>Oppføringen «{0}» navngir ingen lokal fil og ble utelatt.</translation>
    </message>
    <message>
        <source>The entry “{0}” names a file outside its folder and was left out.</source>
        <translation>Oppføringen «{0}» navngir en fil utenfor mappen og ble utelatt.</translation>
    </message>
    <message>
        <source>The entry “{0}” has a formatting that is not known.</source>
        <translation>Oppføringen «{0}» har en ukjent formatering.</translation>
    </message>
    <message>
        <source>“{0}” is not an object of datasets.</source>
        <translation>«{0}» er ikke et objekt med datasett.</translation>
    </message>
    <message>
        <source>The layout “{0}” cannot be described for LLaMA-Factory.</source>
        <translation>Oppsettet «{0}» kan ikke beskrives for LLaMA-Factory.</translation>
    </message>
    <message>
        <source>CSV of question and answer</source>
        <translation>CSV med spørsmål og svar</translation>
    </message>
    <message>
        <source>CSV of text and label</source>
        <translation>CSV med tekst og etikett</translation>
    </message>
    <message>
        <source>No row of “{0}” can be written as {1}.</source>
        <translation>Ingen rad i «{0}» kan skrives som {1}.</translation>
    </message>
    <message>
        <source>Choose JSON Lines, which holds every kind of row.</source>
        <translation>Velg JSON Lines, som rommer alle typer rader.</translation>
    </message>
    <message>
        <source>Convert tags</source>
        <translation>Konverter merker</translation>
    </message>
    <message>
        <source>Writes span tags as iob1, iob2 or bioes (to).</source>
        <translation>Skriver segmentmerker som iob1, iob2 eller bioes (to).</translation>
    </message>
    <message>
        <source>“{0}” of {1} has {2} bytes instead of {3}.</source>
        <translation>«{0}» fra {1} har {2} byte i stedet for {3}.</translation>
    </message>
    <message>
        <source>Try again later; the hub or a proxy does not deliver the right file.</source>
        <translation>Prøv igjen senere; huben eller en proxy leverer ikke riktig fil.</translation>
    </message>
    <message>
        <source>“{0}” of {1} is not the file that the model&apos;s list names.</source>
        <translation>«{0}» fra {1} er ikke filen modellens liste navngir.</translation>
    </message>
    <message>
        <source>Try again; the model may have been changed just now.</source>
        <translation>Prøv igjen; modellen kan nettopp ha blitt endret.</translation>
    </message>
    <message>
        <source>The connection ended before “{0}” was complete.</source>
        <translation>Forbindelsen ble brutt før «{0}» var fullstendig.</translation>
    </message>
    <message>
        <source>Check the network and try again; what has arrived is kept.</source>
        <translation>Kontroller nettet og prøv igjen; det som er kommet fram, beholdes.</translation>
    </message>
    <message>
        <source>The hub answered {1} when asked for “{0}”.</source>
        <translation>Huben svarte {1} på forespørselen om «{0}».</translation>
    </message>
    <message>
        <source>“{0}” of {1} arrived damaged: its content is not what the hub&apos;s list names.</source>
        <translation>«{0}» fra {1} kom skadet fram: innholdet er ikke det hubens liste navngir.</translation>
    </message>
    <message>
        <source>Try again; nothing of it was kept.</source>
        <translation>Prøv igjen; ingenting av det ble beholdt.</translation>
    </message>
    <message>
        <source>“{0}” cannot be downloaded: the hub is switched off.</source>
        <translation>«{0}» kan ikke lastes ned: huben er slått av.</translation>
    </message>
    <message>
        <source>Allow downloads in the settings, and check HF_HUB_OFFLINE.</source>
        <translation>Tillat nedlastinger i innstillingene, og kontroller HF_HUB_OFFLINE.</translation>
    </message>
    <message>
        <source>“{0}” at “{1}” is not the name of a model.</source>
        <translation>«{0}» ved «{1}» er ikke navnet på en modell.</translation>
    </message>
    <message>
        <source>“{0}” needs {1} MB, but only {2} MB are free in “{3}”.</source>
        <translation>«{0}» trenger {1} MB, men bare {2} MB er ledig i «{3}».</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder in the settings.</source>
        <translation>Frigjør plass, eller velg en annen mappe i innstillingene.</translation>
    </message>
    <message>
        <source>Downloading the model</source>
        <translation>Laster ned modellen</translation>
    </message>
    <message>
        <source>The address “{0}” is not allowed: only https is used.</source>
        <translation>Adressen «{0}» er ikke tillatt: bare https brukes.</translation>
    </message>
    <message>
        <source>Check the setting HF_ENDPOINT.</source>
        <translation>Kontroller innstillingen HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>The connection could not be prepared.</source>
        <translation>Forbindelsen kunne ikke forberedes.</translation>
    </message>
    <message>
        <source>The server sends more than it announced, {0} bytes.</source>
        <translation>Tjeneren sender mer enn den kunngjorde, {0} byte.</translation>
    </message>
    <message>
        <source>The connection to {0} failed.</source>
        <translation>Forbindelsen til {0} mislyktes.</translation>
    </message>
    <message>
        <source>The server {0} redirects without end.</source>
        <translation>Tjeneren {0} videresender uten ende.</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about “{0}” is not understood.</source>
        <translation>Hubens svar om «{0}» er ikke forståelig.</translation>
    </message>
    <message>
        <source>Check that HF_ENDPOINT names a model hub.</source>
        <translation>Kontroller at HF_ENDPOINT navngir en modellhub.</translation>
    </message>
    <message>
        <source>“{0}” cannot be looked up: the hub is switched off.</source>
        <translation>«{0}» kan ikke slås opp: huben er slått av.</translation>
    </message>
    <message>
        <source>Write it as organisation/name.</source>
        <translation>Skriv det som organisasjon/navn.</translation>
    </message>
    <message>
        <source>“{0}” has no weights that Attune can read.</source>
        <translation>«{0}» har ingen vekter som Attune kan lese.</translation>
    </message>
    <message>
        <source>Choose a version with safetensors files, or a .gguf file.</source>
        <translation>Velg en versjon med safetensors-filer, eller en .gguf-fil.</translation>
    </message>
    <message>
        <source>The hub has no “{0}”.</source>
        <translation>Huben har ikke «{0}».</translation>
    </message>
    <message>
        <source>Check the name; private models need an access token.</source>
        <translation>Kontroller navnet; private modeller trenger et tilgangstoken.</translation>
    </message>
    <message>
        <source>The hub does not let you have “{0}”.</source>
        <translation>Huben lar deg ikke få «{0}».</translation>
    </message>
    <message>
        <source>Accept the model&apos;s terms on its page, and enter an access token in the settings.</source>
        <translation>Godta modellens vilkår på siden dens, og skriv inn et tilgangstoken i innstillingene.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Prøv igjen senere.</translation>
    </message>
    <message>
        <source>best: step {0}, {1}</source>
        <translation>best: steg {0}, {1}</translation>
    </message>
    <message>
        <source>overfitting</source>
        <translation>overtilpasning</translation>
    </message>
    <message>
        <source>optimiser step</source>
        <translation>optimeringssteg</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validering</translation>
    </message>
    <message>
        <source>Training rows, evaluated</source>
        <translation>Treningsrader, evaluert</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurver</translation>
    </message>
    <message>
        <source>Training loss, smoothed</source>
        <translation>Treningstap, glattet</translation>
    </message>
    <message>
        <source>still training</source>
        <translation>trenes fortsatt</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>fullført</translation>
    </message>
    <message>
        <source>stopped by the user</source>
        <translation>stoppet av brukeren</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>mislyktes</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>avbrutt</translation>
    </message>
    <message>
        <source>at step {0}</source>
        <translation>ved steg {0}</translation>
    </message>
    <message>
        <source>at step {0}; first look {1}</source>
        <translation>ved steg {0}; første blikk {1}</translation>
    </message>
    <message>
        <source>of that checkpoint</source>
        <translation>av det sjekkpunktet</translation>
    </message>
    <message>
        <source>{0} of the model</source>
        <translation>{0} av modellen</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>Treningstid</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} steg</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Fart</translation>
    </message>
    <message>
        <source>tokens per second</source>
        <translation>tokener per sekund</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Høyeste minnebruk</translation>
    </message>
    <message>
        <source>{0}, base model</source>
        <translation>{0}, grunnmodell</translation>
    </message>
    <message>
        <source>{0}, after training</source>
        <translation>{0}, etter trening</translation>
    </message>
    <message>
        <source>First validation loss</source>
        <translation>Første valideringstap</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>Bold marks the best of each row where better means something.</source>
        <translation>Fet skrift viser den beste i hver rad der bedre betyr noe.</translation>
    </message>
    <message>
        <source>Difference in validation loss</source>
        <translation>Forskjell i valideringstap</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Rader</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Middelverdi</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 %-intervall</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Funn</translation>
    </message>
    <message>
        <source>no difference that these rows can show</source>
        <translation>ingen forskjell disse radene kan vise</translation>
    </message>
    <message>
        <source>“{0}” is better</source>
        <translation>«{0}» er bedre</translation>
    </message>
    <message>
        <source>{0} minus {1}</source>
        <translation>{0} minus {1}</translation>
    </message>
    <message>
        <source>Each run’s best look, compared row by row on the same validation rows; the interval is a bootstrap over rows.</source>
        <translation>Hver kjørings beste blikk, sammenlignet rad for rad på de samme valideringsradene; intervallet er en bootstrap over rader.</translation>
    </message>
    <message>
        <source>Compare with care</source>
        <translation>Sammenlign med forsiktighet</translation>
    </message>
    <message>
        <source>warning at step {0}</source>
        <translation>advarsel ved steg {0}</translation>
    </message>
    <message>
        <source>the run failed</source>
        <translation>kjøringen mislyktes</translation>
    </message>
    <message>
        <source>no sign of overfitting</source>
        <translation>ingen tegn til overtilpasning</translation>
    </message>
    <message>
        <source>Validation loss never rose above its best by more than the noise of the curve explains.</source>
        <translation>Valideringstapet steg aldri over sitt beste med mer enn støyen i kurven forklarer.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Oversikt</translation>
    </message>
    <message>
        <source>{0}, trained with {1} on “{2}”; {3}.</source>
        <translation>{0}, trent med {1} på «{2}»; {3}.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notater</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Før og etter</translation>
    </message>
    <message>
        <source>The base model and the checkpoint of step {0} on the same {1} rows that training never saw.</source>
        <translation>Grunnmodellen og sjekkpunktet fra steg {0} på de samme {1} radene som treningen aldri så.</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Mål</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Grunnmodell</translation>
    </message>
    <message>
        <source>After training</source>
        <translation>Etter trening</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Forskjell</translation>
    </message>
    <message>
        <source>Bold marks the better one where the interval of the paired difference excludes 0.</source>
        <translation>Fet skrift viser den beste der intervallet for den parvise forskjellen ikke omfatter 0.</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Forventet</translation>
    </message>
    <message>
        <source>Answers while training</source>
        <translation>Svar under trening</translation>
    </message>
    <message>
        <source>Step {0}</source>
        <translation>Steg {0}</translation>
    </message>
    <message>
        <source>Training report</source>
        <translation>Treningsrapport</translation>
    </message>
    <message>
        <source>Made by Attune {0} on {1}. This file is complete in itself and loads nothing from elsewhere.</source>
        <translation>Laget av Attune {0} den {1}. Denne filen er fullstendig i seg selv og laster ingenting utenfra.</translation>
    </message>
    <message>
        <source>Use and limits</source>
        <translation>Bruk og begrensninger</translation>
    </message>
    <message>
        <source>This model was fine-tuned on the data described below and is meant for texts like those. It keeps the licence and the limits of its base model, and can state wrong things with confidence: check its answers where they matter.</source>
        <translation>Denne modellen ble finjustert på dataene beskrevet nedenfor og er ment for slike tekster. Den beholder grunnmodellens lisens og begrensninger, og kan si gale ting med stor sikkerhet: kontroller svarene der de betyr noe.</translation>
    </message>
    <message>
        <source>{0} training, {1} validation, {2} test rows</source>
        <translation>{0} treningsrader, {1} valideringsrader, {2} testrader</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>frø {0}</translation>
    </message>
    <message>
        <source>equal shares of “{0}”</source>
        <translation>like andeler av «{0}»</translation>
    </message>
    <message>
        <source>rows of one “{0}” kept together</source>
        <translation>rader med samme «{0}» holdt sammen</translation>
    </message>
    <message>
        <source>Account of the rows</source>
        <translation>Regnskap over radene</translation>
    </message>
    <message>
        <source>Read from the files</source>
        <translation>Lest fra filene</translation>
    </message>
    <message>
        <source>left out: {0}</source>
        <translation>utelatt: {0}</translation>
    </message>
    <message>
        <source>left out for other reasons</source>
        <translation>utelatt av andre grunner</translation>
    </message>
    <message>
        <source>In the dataset</source>
        <translation>I datasettet</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datasett</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Oppdeling</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Oppgave</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Teknikk</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Frø</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Innstilling</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Verdi</translation>
    </message>
    <message>
        <source>default</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>Bold marks settings that differ.</source>
        <translation>Fet skrift viser innstillinger som er ulike.</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Beregnet på</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versjoner</translation>
    </message>
    <message>
        <source>Hash of the base model</source>
        <translation>Grunnmodellens hash</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Kind of rows</source>
        <translation>Type rader</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Filer</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisens</translation>
    </message>
    <message>
        <source>Content hash (SHA-256)</source>
        <translation>Innholdshash (SHA-256)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Repeat and export</source>
        <translation>Gjenta og eksporter</translation>
    </message>
    <message>
        <source>These commands repeat the runs. With the same program, machine and number of threads the result is the same.</source>
        <translation>Disse kommandoene gjentar kjøringene. Med samme program, maskin og antall tråder blir resultatet det samme.</translation>
    </message>
    <message>
        <source>Exported model</source>
        <translation>Eksportert modell</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Largest logit difference</source>
        <translation>Største logit-forskjell</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestått</translation>
    </message>
    <message>
        <source>Each export was read back and its logits compared with those of the model in the program.</source>
        <translation>Hver eksport ble lest tilbake og logitene sammenlignet med modellens i programmet.</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Nettside</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabell (CSV)</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkort</translation>
    </message>
    <message>
        <source>A report needs at least one run.</source>
        <translation>En rapport trenger minst én kjøring.</translation>
    </message>
    <message>
        <source>Row {0} cannot be turned into tokens.</source>
        <translation>Rad {0} kan ikke gjøres om til tokener.</translation>
    </message>
    <message>
        <source>There is not enough memory for the tokens.</source>
        <translation>Det er ikke nok minne til tokenene.</translation>
    </message>
    <message>
        <source>The stored tokens “{0}” cannot be used and are made again.</source>
        <translation>De lagrede tokenene «{0}» kan ikke brukes og lages på nytt.</translation>
    </message>
    <message>
        <source>{0} is no object with a “text”.</source>
        <translation>{0} er ikke et objekt med «text».</translation>
    </message>
    <message>
        <source>The ids could not be written.</source>
        <translation>Id-ene kunne ikke skrives.</translation>
    </message>
    <message>
        <source>{0} has no text under “text”.</source>
        <translation>{0} har ingen tekst under «text».</translation>
    </message>
    <message>
        <source>{0} cannot be turned into tokens.</source>
        <translation>{0} kan ikke gjøres om til tokener.</translation>
    </message>
    <message>
        <source>“{0}” has no row {1}.</source>
        <translation>«{0}» har ingen rad {1}.</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>Teller tokener</translation>
    </message>
    <message>
        <source>Thin lines are the values of single steps; thick ones are smoothed for the eye only.</source>
        <translation>Tynne linjer er verdiene for enkeltsteg; tykke er glattet bare for øyet.</translation>
    </message>
    <message>
        <source>Stop: no step was better than the model before training. Try a tenth of the learning rate.</source>
        <translation>Stopp: ingen steg var bedre enn modellen før treningen. Prøv en tidel av læringsraten.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. Let the next run be no longer than that.</source>
        <translation>Stopp og bruk steg {1}. La ikke neste kjøring vare lenger enn det.</translation>
    </message>
    <message>
        <source>Every combination</source>
        <translation>Alle kombinasjoner</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Tilfeldig</translation>
    </message>
    <message>
        <source>Learns from earlier runs (TPE)</source>
        <translation>Lærer av tidligere kjøringer (TPE)</translation>
    </message>
    <message>
        <source>Train every run to its end</source>
        <translation>Tren alle kjøringer til slutten</translation>
    </message>
    <message>
        <source>End poor runs early (successive halving)</source>
        <translation>Avslutt svake kjøringer tidlig (suksessiv halvering)</translation>
    </message>
    <message>
        <source>“{0}”: “{1}” is neither a list of values nor a range.</source>
        <translation>«{0}»: «{1}» er verken en liste med verdier eller et område.</translation>
    </message>
    <message>
        <source>Write 1e-4,2e-4 for a list, 1e-5..1e-3 for a range, and “log” behind a range whose ratios matter.</source>
        <translation>Skriv 1e-4,2e-4 for en liste, 1e-5..1e-3 for et område, og «log» etter et område der forholdene betyr noe.</translation>
    </message>
    <message>
        <source>“{0}” is no setting that a sweep can vary.</source>
        <translation>«{0}» er ikke en innstilling som et søk kan variere.</translation>
    </message>
    <message>
        <source>Name a hyperparameter of the technique, “seed” or “technique”.</source>
        <translation>Oppgi en hyperparameter til teknikken, «seed» eller «technique».</translation>
    </message>
    <message>
        <source>The stored sweep is damaged: its field “{0}” has a wrong value.</source>
        <translation>Det lagrede søket er skadet: feltet «{0}» har feil verdi.</translation>
    </message>
    <message>
        <source>A sweep needs at least one setting to vary.</source>
        <translation>Et søk trenger minst én innstilling å variere.</translation>
    </message>
    <message>
        <source>Give a setting several values, for example learning_rate=1e-4,2e-4.</source>
        <translation>Gi en innstilling flere verdier, for eksempel learning_rate=1e-4,2e-4.</translation>
    </message>
    <message>
        <source>The setting “{0}” stands twice, or has neither values nor a range.</source>
        <translation>Innstillingen «{0}» står to ganger, eller har verken verdier eller et område.</translation>
    </message>
    <message>
        <source>There is no way to search called “{0}”.</source>
        <translation>Det finnes ingen søkemåte «{0}».</translation>
    </message>
    <message>
        <source>There is no way to end runs early called “{0}”.</source>
        <translation>Det finnes ingen måte å avslutte kjøringer tidlig på som heter «{0}».</translation>
    </message>
    <message>
        <source>The factor of successive halving must be above 1; {0} is not.</source>
        <translation>Faktoren for suksessiv halvering må være over 1; {0} er ikke det.</translation>
    </message>
    <message>
        <source>{0} has a part called “{1}”, which the format does not know.</source>
        <translation>{0} har en del som heter «{1}», som formatet ikke kjenner.</translation>
    </message>
    <message>
        <source>Attune cannot compute the head of “{0}”, which is made for {1}.</source>
        <translation>Attune kan ikke beregne hodet til «{0}», som er laget for {1}.</translation>
    </message>
    <message>
        <source>Train it for a task first.</source>
        <translation>Tren den for en oppgave først.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Learns to write the answers of the rows. The usual task for conversations, questions with answers and plain text.</source>
        <translation>Lærer å skrive svarene i radene. Den vanlige oppgaven for samtaler, spørsmål med svar og ren tekst.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are neither conversations nor texts, so there are no answers to learn to write.</source>
        <translation>Radene i «{0}» er verken samtaler eller tekster, så det finnes ingen svar å lære å skrive.</translation>
    </message>
    <message>
        <source>There is no task “{0}”.</source>
        <translation>Det finnes ingen oppgave «{0}».</translation>
    </message>
    <message>
        <source>Preference tuning learns from pairs of answers, and the rows have only one each.</source>
        <translation>Preferansetrening lærer av par av svar, og radene har bare ett hver.</translation>
    </message>
    <message>
        <source>Import data with a better and a worse answer, or choose the task causal-lm.</source>
        <translation>Importer data med et bedre og et dårligere svar, eller velg oppgaven causal-lm.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when learning from pairs of answers.</source>
        <translation>«{0}» har ingen betydning når det læres av par av svar.</translation>
    </message>
    <message>
        <source>Leave it at its default.</source>
        <translation>La den stå på standardverdien.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Learns from pairs of a better and a worse answer to prefer the better one. Choose it after the model has learnt to answer, with a learning rate about ten times lower.</source>
        <translation>Lærer av par av et bedre og et dårligere svar å foretrekke det bedre. Velg den etter at modellen har lært å svare, med en læringsrate som er omtrent ti ganger lavere.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not pairs of a better and a worse answer, which this task learns from.</source>
        <translation>Radene i «{0}» er ikke par av et bedre og et dårligere svar, som denne oppgaven lærer av.</translation>
    </message>
    <message>
        <source>DPO</source>
        <translation>DPO</translation>
    </message>
    <message>
        <source>IPO</source>
        <translation>IPO</translation>
    </message>
    <message>
        <source>KTO</source>
        <translation>KTO</translation>
    </message>
    <message>
        <source>ORPO</source>
        <translation>ORPO</translation>
    </message>
    <message>
        <source>SimPO</source>
        <translation>SimPO</translation>
    </message>
    <message>
        <source>Preference loss</source>
        <translation>Preferansetap</translation>
    </message>
    <message>
        <source>DPO is the usual choice; IPO overfits less when all pairs are clear-cut, KTO judges each answer for itself, ORPO and SimPO need no reference and take half the preparation.</source>
        <translation>DPO er det vanlige valget; IPO overtilpasser mindre når alle par er entydige, KTO vurderer hvert svar for seg, ORPO og SimPO trenger ingen referanse og halve forberedelsen.</translation>
    </message>
    <message>
        <source>Preference β</source>
        <translation>Preferanse-β</translation>
    </message>
    <message>
        <source>How closely the model is held to what it was: larger moves it less. About 0.1 suits DPO, IPO, KTO and ORPO, 2 suits SimPO.</source>
        <translation>Hvor tett modellen holdes til det den var: større verdi flytter den mindre. Omtrent 0,1 passer for DPO, IPO, KTO og ORPO, 2 passer for SimPO.</translation>
    </message>
    <message>
        <source>Doubt about the pairs</source>
        <translation>Tvil om parene</translation>
    </message>
    <message>
        <source>Share of pairs whose order is taken to be wrong, for labels with noise (conservative DPO, and SimPO).</source>
        <translation>Andelen par som antas å stå i feil rekkefølge, for merking med støy (konservativ DPO, og SimPO).</translation>
    </message>
    <message>
        <source>SimPO margin γ</source>
        <translation>SimPO-margin γ</translation>
    </message>
    <message>
        <source>By how much the better answer&apos;s reward has to exceed the worse one&apos;s.</source>
        <translation>Hvor mye det bedre svarets belønning må overstige det dårligeres.</translation>
    </message>
    <message>
        <source>A model that sorts texts needs at least two classes, and the rows have {0}.</source>
        <translation>En modell som sorterer tekster, trenger minst to klasser, og radene har {0}.</translation>
    </message>
    <message>
        <source>Check in the data page that the right column holds the labels.</source>
        <translation>Kontroller på datasiden at riktig kolonne inneholder etikettene.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when texts are sorted into these classes.</source>
        <translation>«{0}» har ingen betydning når tekster sorteres i disse klassene.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Sorts whole texts into the classes of the rows&apos; labels, one or several for each text. Models that read whole texts, such as BERT and MiniLM, are small and quick at it; models that write text can do it too.</source>
        <translation>Sorterer hele tekster i klassene som radenes etiketter gir, én eller flere for hver tekst. Modeller som leser hele tekster, som BERT og MiniLM, er små og raske til det; modeller som skriver tekst, kan det også.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not texts with labels, so there are no classes to sort them into.</source>
        <translation>Radene i «{0}» er ikke tekster med etiketter, så det finnes ingen klasser å sortere dem i.</translation>
    </message>
    <message>
        <source>Row {0} has a label that is none of the {1} classes.</source>
        <translation>Rad {0} har en etikett som ikke er noen av de {1} klassene.</translation>
    </message>
    <message>
        <source>The model “{0}” has no head that sorts texts.</source>
        <translation>Modellen «{0}» har ikke noe hode som sorterer tekster.</translation>
    </message>
    <message>
        <source>The model “{0}” sorts texts and does not write any.</source>
        <translation>Modellen «{0}» sorterer tekster og skriver ingen.</translation>
    </message>
    <message>
        <source>The model “{0}” writes text and has no classes.</source>
        <translation>Modellen «{0}» skriver tekst og har ingen klasser.</translation>
    </message>
    <message>
        <source>Choose another dataset or another task.</source>
        <translation>Velg et annet datasett eller en annen oppgave.</translation>
    </message>
    <message>
        <source>Adapter modules compute something between the layers and cannot be worked into the weights.</source>
        <translation>Adaptermoduler regner noe mellom lagene og kan ikke arbeides inn i vektene.</translation>
    </message>
    <message>
        <source>This technique trains the head that sorts texts, which a model that writes text has not.</source>
        <translation>Denne teknikken trener hodet som sorterer tekster, og det har ikke en modell som skriver tekst.</translation>
    </message>
    <message>
        <source>Choose LoRA, or the task “Classes”.</source>
        <translation>Velg LoRA, eller oppgaven «Klasser».</translation>
    </message>
    <message>
        <source>New head only</source>
        <translation>Bare nytt hode</translation>
    </message>
    <message>
        <source>Leaves the model as it is and trains a new head on what it gives of each text. By far the quickest, since the model reads every row only once; for a first look and for few rows.</source>
        <translation>Lar modellen være som den er og trener et nytt hode på det den gir av hver tekst. Klart raskest, siden modellen leser hver rad bare én gang; for et første blikk og for få rader.</translation>
    </message>
    <message>
        <source>Adapter modules do not know the layers of models of type “{0}”.</source>
        <translation>Adaptermoduler kjenner ikke lagene i modeller av typen «{0}».</translation>
    </message>
    <message>
        <source>Adapters (Houlsby)</source>
        <translation>Adaptere (Houlsby)</translation>
    </message>
    <message>
        <source>Puts two small trained layers behind the attention and behind the feed-forward part of every layer. Learns much with few numbers, but stays beside the model: it cannot be merged, and only Attune opens it.</source>
        <translation>Setter to små trente lag bak oppmerksomheten og bak den framovermatede delen av hvert lag. Lærer mye med få tall, men blir stående ved siden av modellen: det kan ikke flettes inn, og bare Attune åpner det.</translation>
    </message>
    <message>
        <source>The adapter “{0}” holds “{1}”, which this model uses for input and output both.</source>
        <translation>Adapteren «{0}» inneholder «{1}», som denne modellen bruker til både inndata og utdata.</translation>
    </message>
    <message>
        <source>“{0}” cannot be trained whole: the model holds it in another form.</source>
        <translation>«{0}» kan ikke trenes i sin helhet: modellen har den i en annen form.</translation>
    </message>
    <message>
        <source>Leave it out, or choose LoRA instead of QLoRA.</source>
        <translation>Utelat den, eller velg LoRA i stedet for QLoRA.</translation>
    </message>
    <message>
        <source>“{0}” is not a list of layers and numbers.</source>
        <translation>«{0}» er ikke en liste over lag og tall.</translation>
    </message>
    <message>
        <source>Write the end of a layer&apos;s name, = and a number, such as down_proj=16, and separate several by commas.</source>
        <translation>Skriv slutten av et lagnavn, = og et tall, som down_proj=16, og skill flere med komma.</translation>
    </message>
    <message>
        <source>“{0}” shares its weights with the output layer of this model and cannot be trained for itself.</source>
        <translation>«{0}» deler vekter med utdatalaget i denne modellen og kan ikke trenes for seg.</translation>
    </message>
    <message>
        <source>Leave it out, or choose full fine-tuning.</source>
        <translation>Utelat den, eller velg full finjustering.</translation>
    </message>
    <message>
        <source>The output layer of this model shares its weights with the embedding and cannot be trained for itself.</source>
        <translation>Utdatalaget i denne modellen deler vekter med innbyggingen og kan ikke trenes for seg.</translation>
    </message>
    <message>
        <source>No module of this model is named “{0}”.</source>
        <translation>Ingen modul i denne modellen heter «{0}».</translation>
    </message>
    <message>
        <source>Give the end of a module&apos;s name, such as lm_head or embed_tokens.</source>
        <translation>Oppgi slutten av et modulnavn, som lm_head eller embed_tokens.</translation>
    </message>
    <message>
        <source>No layer is left to adapt: all of them are excluded or trained whole.</source>
        <translation>Ingen lag er igjen å tilpasse: alle er utelatt eller trenes i sin helhet.</translation>
    </message>
    <message>
        <source>Exclude fewer layers.</source>
        <translation>Utelat færre lag.</translation>
    </message>
    <message>
        <source>The vectors of P-tuning stand before the text and cannot be worked into the weights.</source>
        <translation>Vektorene fra P-tuning står foran teksten og kan ikke arbeides inn i vektene.</translation>
    </message>
    <message>
        <source>P-tuning</source>
        <translation>P-tuning</translation>
    </message>
    <message>
        <source>As prompt tuning, but a small network makes the vectors while they are trained. Learns more steadily with a usual learning rate; the result is as small.</source>
        <translation>Som prompt-tuning, men et lite nettverk lager vektorene mens de trenes. Lærer jevnere med en vanlig læringsrate; resultatet er like lite.</translation>
    </message>
    <message>
        <source>Adapters (Pfeiffer)</source>
        <translation>Adaptere (Pfeiffer)</translation>
    </message>
    <message>
        <source>As the adapters of Houlsby with one pair of layers instead of two: half the numbers, faster steps, and mostly as good.</source>
        <translation>Som adapterne til Houlsby med ett lagpar i stedet for to: halvparten av tallene, raskere steg og for det meste like godt.</translation>
    </message>
    <message>
        <source>The keys and values of prefix tuning stand before those of the text and cannot be worked into the weights.</source>
        <translation>Nøklene og verdiene fra prefiks-tuning står foran tekstens egne og kan ikke arbeides inn i vektene.</translation>
    </message>
    <message>
        <source>Prefix tuning</source>
        <translation>Prefiks-tuning</translation>
    </message>
    <message>
        <source>Trains keys and values that every layer sees before each text, and nothing in the model. Stronger than prompt tuning, above all with smaller models; the text itself gets no longer.</source>
        <translation>Trener nøkler og verdier som hvert lag ser foran hver tekst, og ingenting i modellen. Sterkere enn prompt-tuning, særlig med mindre modeller; selve teksten blir ikke lengre.</translation>
    </message>
    <message>
        <source>The model reads at most {0} positions, and {1} of them go to the trained vectors.</source>
        <translation>Modellen leser høyst {0} posisjoner, og {1} av dem går til de trente vektorene.</translation>
    </message>
    <message>
        <source>Lower “Length at most” so that both fit, or train fewer vectors.</source>
        <translation>Senk «Høyst lengde» så begge får plass, eller tren færre vektorer.</translation>
    </message>
    <message>
        <source>Ranks of single layers</source>
        <translation>Rang for enkelte lag</translation>
    </message>
    <message>
        <source>Layers whose rank differs: ends of names or patterns with = and a rank, separated by commas, such as down_proj=16.</source>
        <translation>Lag med en annen rang: navneslutter eller mønstre med = og en rang, skilt med komma, som down_proj=16.</translation>
    </message>
    <message>
        <source>α of single layers</source>
        <translation>α for enkelte lag</translation>
    </message>
    <message>
        <source>Layers whose α differs: ends of names or patterns with = and a number, separated by commas, such as down_proj=32.</source>
        <translation>Lag med en annen α: navneslutter eller mønstre med = og et tall, skilt med komma, som down_proj=32.</translation>
    </message>
    <message>
        <source>Layers left out</source>
        <translation>Utelatte lag</translation>
    </message>
    <message>
        <source>Layers that are not adapted although they are named above: ends of names separated by commas, or a pattern.</source>
        <translation>Lag som ikke tilpasses selv om de er nevnt over: navneslutter skilt med komma, eller et mønster.</translation>
    </message>
    <message>
        <source>Modules trained whole</source>
        <translation>Moduler som trenes i sin helhet</translation>
    </message>
    <message>
        <source>Ends of names of modules whose own weights are trained and saved with the update, separated by commas, such as lm_head. The file grows by their size.</source>
        <translation>Navneslutter på moduler der egne vekter trenes og lagres med oppdateringen, skilt med komma, som lm_head. Filen vokser med størrelsen deres.</translation>
    </message>
    <message>
        <source>Made by a network</source>
        <translation>Laget av et nettverk</translation>
    </message>
    <message>
        <source>A small network makes the prefix while it is trained, which is steadier and trains many more numbers; only the prefix is kept for use.</source>
        <translation>Et lite nettverk lager prefikset mens det trenes, noe som er jevnere og trener mange flere tall; bare prefikset beholdes til bruk.</translation>
    </message>
    <message>
        <source>Width of the network</source>
        <translation>Nettverkets bredde</translation>
    </message>
    <message>
        <source>Inner width of the network that makes the vectors; 0 makes it as wide as one of the vectors.</source>
        <translation>Indre bredde i nettverket som lager vektorene; 0 gjør det like bredt som én av vektorene.</translation>
    </message>
    <message>
        <source>Width of the adapters</source>
        <translation>Adapternes bredde</translation>
    </message>
    <message>
        <source>Inner width of each added layer pair. A wider one can learn more and overfits sooner.</source>
        <translation>Indre bredde i hvert tillagte lagpar. Et bredere kan lære mer og overtilpasser tidligere.</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>tall</translation>
    </message>
    <message>
        <source>Reward margin</source>
        <translation>Belønningsmargin</translation>
    </message>
    <message>
        <source>Reward of better answers</source>
        <translation>Belønning for bedre svar</translation>
    </message>
    <message>
        <source>Reward of worse answers</source>
        <translation>Belønning for dårligere svar</translation>
    </message>
    <message>
        <source>Choose a model of the Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo or GPT families, or to sort texts one of the BERT family.</source>
        <translation>Velg en modell fra familiene Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo eller GPT, eller for å sortere tekster en fra BERT-familien.</translation>
    </message>
    <message>
        <source>Choose the task “Classes”, or a model that writes text, such as SmolLM2 or Llama.</source>
        <translation>Velg oppgaven «Klasser», eller en modell som skriver tekst, som SmolLM2 eller Llama.</translation>
    </message>
    <message>
        <source>AdamW, 8-bit</source>
        <translation>AdamW, 8 biter</translation>
    </message>
    <message>
        <source>Adafactor</source>
        <translation>Adafactor</translation>
    </message>
    <message>
        <source>Lion</source>
        <translation>Lion</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Cosine with restarts</source>
        <translation>Cosinus med omstarter</translation>
    </message>
    <message>
        <source>Inverse square root</source>
        <translation>Invers kvadratrot</translation>
    </message>
    <message>
        <source>Stable, then falling</source>
        <translation>Stabil, så fallende</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps. Lion wants about a tenth of AdamW&apos;s learning rate, SGD far more.</source>
        <translation>Regelen som gjør gradienter til steg. Lion vil ha omtrent en tidel av læringsraten til AdamW, SGD langt mer.</translation>
    </message>
    <message>
        <source>Restarts of the cosine</source>
        <translation>Omstarter av cosinusen</translation>
    </message>
    <message>
        <source>How often the learning rate falls to zero when the schedule is a cosine with restarts.</source>
        <translation>Hvor ofte læringsraten faller til null når forløpet er en cosinus med omstarter.</translation>
    </message>
    <message>
        <source>Falling steps</source>
        <translation>Fallende steg</translation>
    </message>
    <message>
        <source>Last steps in which a stable learning rate falls to zero; 0 takes a fifth of the steps.</source>
        <translation>De siste stegene der en stabil læringsrate faller til null; 0 tar en femtedel av stegene.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Share of the last direction that SGD keeps; 0.9 is usual, 0 keeps none.</source>
        <translation>Andelen av forrige retning som SGD beholder; 0,9 er vanlig, 0 beholder ingen.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>Rows are the labels of the data, columns what the model chose.</source>
        <translation>Rader er etikettene i dataene, kolonner det modellen valgte.</translation>
    </message>
    <message>
        <source>The checkpoint of step {0} on {1} rows that training never saw.</source>
        <translation>Sjekkpunktet fra steg {0} på {1} rader som treningen aldri så.</translation>
    </message>
    <message>
        <source>The {0} rows of “{1}” have {2} different labels, so most have a single example to learn from.</source>
        <translation>De {0} radene i «{1}» har {2} forskjellige etiketter, så de fleste har bare ett eksempel å lære av.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Kilde</translation>
    </message>
    <message>
        <source>Where the rows come from.</source>
        <translation>Hvor radene kommer fra.</translation>
    </message>
    <message>
        <source>Under which terms they may be used.</source>
        <translation>På hvilke vilkår de kan brukes.</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Formål</translation>
    </message>
    <message>
        <source>What they were collected for and may be used for.</source>
        <translation>Hva de ble samlet inn for og kan brukes til.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Samtykke</translation>
    </message>
    <message>
        <source>On what ground personal data in them may be used.</source>
        <translation>På hvilket grunnlag personopplysninger i dem kan brukes.</translation>
    </message>
    <message>
        <source>What else one should know.</source>
        <translation>Hva man ellers bør vite.</translation>
    </message>
    <message>
        <source>The condition cannot be read at character {0}.</source>
        <translation>Betingelsen kan ikke leses ved tegn {0}.</translation>
    </message>
    <message>
        <source>Write it like: label == &quot;spam&quot; and characters &gt; 20. Texts stand in double quotes.</source>
        <translation>Skriv den slik: label == &quot;spam&quot; and characters &gt; 20. Tekster står i doble anførselstegn.</translation>
    </message>
    <message>
        <source>“{0}” cannot be read as a Parquet file.</source>
        <translation>«{0}» kan ikke leses som en Parquet-fil.</translation>
    </message>
    <message>
        <source>Rows that seem to be in another language</source>
        <translation>Rader som ser ut til å være på et annet språk</translation>
    </message>
    <message>
        <source>Check that they are wanted. The language is guessed from common words, so look before you remove.</source>
        <translation>Sjekk at de er ønsket. Språket gjettes ut fra vanlige ord, så se etter før du fjerner.</translation>
    </message>
    <message>
        <source>Letters that were read in the wrong encoding</source>
        <translation>Bokstaver som ble lest med feil tegnkoding</translation>
    </message>
    <message>
        <source>Repair them: the model would learn to write “Ã¥” for “å”.</source>
        <translation>Reparer dem: modellen ville lære å skrive «Ã¥» for «å».</translation>
    </message>
    <message>
        <source>Characters that were lost</source>
        <translation>Tegn som gikk tapt</translation>
    </message>
    <message>
        <source>The file holds “�” where a letter was. Export it again as UTF-8, or remove these rows.</source>
        <translation>Filen har «�» der det var en bokstav. Eksporter den på nytt som UTF-8, eller fjern disse radene.</translation>
    </message>
    <message>
        <source>Invisible characters</source>
        <translation>Usynlige tegn</translation>
    </message>
    <message>
        <source>Normalise the texts: control and zero-width characters cost tokens and mean nothing.</source>
        <translation>Normaliser tekstene: kontrolltegn og tegn uten bredde koster tokener og betyr ingenting.</translation>
    </message>
    <message>
        <source>Rows that are cut at the chosen length</source>
        <translation>Rader som avkortes ved den valgte lengden</translation>
    </message>
    <message>
        <source>Raise “Length at most”, shorten them, or remove them: the model never sees their end.</source>
        <translation>Øk «Lengde høyst», forkort dem, eller fjern dem: modellen ser aldri slutten.</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>E-postadresser</translation>
    </message>
    <message>
        <source>Telephone numbers</source>
        <translation>Telefonnumre</translation>
    </message>
    <message>
        <source>Norwegian national identity numbers</source>
        <translation>Norske fødselsnumre</translation>
    </message>
    <message>
        <source>Polish PESEL numbers</source>
        <translation>Polske PESEL-numre</translation>
    </message>
    <message>
        <source>Swedish personal identity numbers</source>
        <translation>Svenske personnumre</translation>
    </message>
    <message>
        <source>US social security numbers</source>
        <translation>Amerikanske personnumre (SSN)</translation>
    </message>
    <message>
        <source>Bank accounts (IBAN)</source>
        <translation>Bankkontoer (IBAN)</translation>
    </message>
    <message>
        <source>Payment cards</source>
        <translation>Betalingskort</translation>
    </message>
    <message>
        <source>What may be names of people</source>
        <translation>Det som kan være personnavn</translation>
    </message>
    <message>
        <source>Names are guessed from sentences such as “my name is …”: look, then mask them if they are.</source>
        <translation>Navn gjettes ut fra setninger som «jeg heter …»: se etter, og masker dem hvis de er det.</translation>
    </message>
    <message>
        <source>Add changed copies</source>
        <translation>Legg til endrede kopier</translation>
    </message>
    <message>
        <source>Adds copies of a share of the rows with word_dropout, word_swap, typos or case (how) in what the model reads; the copies are marked for ever and only ever train.</source>
        <translation>Legger til kopier av en andel av radene med word_dropout, word_swap, typos eller case (how) i det modellen leser; kopiene er merket for alltid og brukes bare til trening.</translation>
    </message>
    <message>
        <source>Add other wordings</source>
        <translation>Legg til andre formuleringer</translation>
    </message>
    <message>
        <source>Adds copies of a share of the rows whose question or text is put into one of the templates, in the place of {text}; the copies are marked for ever and only ever train.</source>
        <translation>Legger til kopier av en andel av radene der spørsmålet eller teksten settes inn i en av malene, i stedet for {text}; kopiene er merket for alltid og brukes bare til trening.</translation>
    </message>
    <message>
        <source>Balance labels</source>
        <translation>Balanser etikettene</translation>
    </message>
    <message>
        <source>Repeats rows of rare labels; strength 1 makes all labels as common as the commonest, 0 changes nothing. The copies are marked for ever and only ever train.</source>
        <translation>Gjentar rader med sjeldne etiketter; strength 1 gjør alle etiketter like vanlige som den vanligste, 0 endrer ingenting. Kopiene er merket for alltid og brukes bare til trening.</translation>
    </message>
    <message>
        <source>Repair characters</source>
        <translation>Reparer tegn</translation>
    </message>
    <message>
        <source>Puts right letters that were read in the wrong encoding, as “Ã¥” for “å”.</source>
        <translation>Retter bokstaver som ble lest med feil tegnkoding, som «Ã¥» for «å».</translation>
    </message>
    <message>
        <source>Keeps (or with keep: false removes) rows for which the expression holds, or whose text, label or column contains or equals a text.</source>
        <translation>Beholder (eller fjerner med keep: false) rader der uttrykket stemmer, eller der teksten, etiketten eller kolonnen inneholder eller er lik en tekst.</translation>
    </message>
    <message>
        <source>Replaces e-mail addresses, telephone and identity numbers, accounts, cards and keys by marks; kinds chooses, and adds names, which are only guessed.</source>
        <translation>Erstatter e-postadresser, telefon- og fødselsnumre, kontoer, kort og nøkler med merker; kinds velger, og legger til navn, som bare gjettes.</translation>
    </message>
    <message>
        <source>Removed by hand.</source>
        <translation>Fjernet for hånd.</translation>
    </message>
    <message>
        <source>Removed, because other rows answer the same differently.</source>
        <translation>Fjernet, fordi andre rader svarer annerledes på det samme.</translation>
    </message>
    <message>
        <source>Removed, because the label “{0}” has too few rows.</source>
        <translation>Fjernet, fordi etiketten «{0}» har for få rader.</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Fjern rader</translation>
    </message>
    <message>
        <source>Removes rows by their number in the file; a pair is file and row.</source>
        <translation>Fjerner rader etter nummeret i filen; et par er fil og rad.</translation>
    </message>
    <message>
        <source>Edit a row</source>
        <translation>Rediger en rad</translation>
    </message>
    <message>
        <source>Gives one row new content.</source>
        <translation>Gir én rad nytt innhold.</translation>
    </message>
    <message>
        <source>Settle contradictions</source>
        <translation>Løs motsigelser</translation>
    </message>
    <message>
        <source>Of rows that ask the same and answer differently, keeps those of the majority (all go in a tie), the first, or none (keep).</source>
        <translation>Av rader som spør om det samme og svarer ulikt, beholdes flertallets (alle fjernes ved likt antall), den første eller ingen (keep).</translation>
    </message>
    <message>
        <source>End with the answer</source>
        <translation>Slutt med svaret</translation>
    </message>
    <message>
        <source>Cuts from each conversation what stands after its last answer.</source>
        <translation>Kutter fra hver samtale det som står etter siste svar.</translation>
    </message>
    <message>
        <source>Remove rare labels</source>
        <translation>Fjern sjeldne etiketter</translation>
    </message>
    <message>
        <source>Removes rows whose label has fewer than min_rows rows.</source>
        <translation>Fjerner rader der etiketten har færre enn min_rows rader.</translation>
    </message>
    <message>
        <source>The learning rate is to fall when validation loss stalls, and there are no validation rows.</source>
        <translation>Læringsraten skal falle når valideringstapet stopper opp, men det finnes ingen valideringsrader.</translation>
    </message>
    <message>
        <source>Give the validation part of the split some rows, or choose another schedule.</source>
        <translation>Gi valideringsdelen av delingen noen rader, eller velg en annen plan.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring could not be used.</source>
        <translation>Skrivebordets nøkkelring kunne ikke brukes.</translation>
    </message>
    <message>
        <source>Unlock it, or give the token for this session only.</source>
        <translation>Lås den opp, eller oppgi tilgangsnøkkelen bare for denne økten.</translation>
    </message>
    <message>
        <source>This machine has no keyring that Attune can use (“{0}”).</source>
        <translation>Denne maskinen har ingen nøkkelring som Attune kan bruke («{0}»).</translation>
    </message>
    <message>
        <source>Install the package libsecret-1-0, or give the token for this session only.</source>
        <translation>Installer pakken libsecret-1-0, eller oppgi tilgangsnøkkelen bare for denne økten.</translation>
    </message>
    <message>
        <source>What was given cannot be an access token.</source>
        <translation>Det som ble oppgitt, kan ikke være en tilgangsnøkkel.</translation>
    </message>
    <message>
        <source>A token is one word of letters, digits and “_”; copy it from your account&apos;s settings.</source>
        <translation>En tilgangsnøkkel er ett ord av bokstaver, sifre og «_»; kopier den fra innstillingene til kontoen din.</translation>
    </message>
    <message>
        <source>Falling when validation stalls</source>
        <translation>Faller når valideringen stopper opp</translation>
    </message>
    <message>
        <source>Factor at a plateau</source>
        <translation>Faktor ved platå</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by when validation loss has stalled and the schedule is the one that waits for it.</source>
        <translation>Det læringsraten ganges med når valideringstapet har stoppet opp og planen er den som venter på det.</translation>
    </message>
    <message>
        <source>Patience at a plateau</source>
        <translation>Tålmodighet ved platå</translation>
    </message>
    <message>
        <source>Looks at the validation rows without improvement that are borne before the learning rate falls.</source>
        <translation>Antall valideringer uten bedring som tåles før læringsraten faller.</translation>
    </message>
    <message>
        <source>Learning rate at least</source>
        <translation>Læringsrate minst</translation>
    </message>
    <message>
        <source>Below this the learning rate does not fall when validation loss stalls.</source>
        <translation>Under dette faller ikke læringsraten når valideringstapet stopper opp.</translation>
    </message>
    <message>
        <source>Noise on the input (NEFTune)</source>
        <translation>Støy på inndata (NEFTune)</translation>
    </message>
    <message>
        <source>Adds random noise of this strength to the embedded words in training, against learning rows by heart. 5 is usual, 0 adds none.</source>
        <translation>Legger tilfeldig støy av denne styrken til ordvektorene under trening, mot utenatlæring av rader. 5 er vanlig, 0 gir ingen.</translation>
    </message>
    <message>
        <source>Memory of averaged weights</source>
        <translation>Minne for midlede vekter</translation>
    </message>
    <message>
        <source>Keeps a running mean of the trained weights beside them, of which this share stays at each step, such as 0.99. The mean is what is validated, saved and exported. 0 keeps none.</source>
        <translation>Holder et løpende gjennomsnitt av de trente vektene, der denne andelen blir stående i hvert steg, for eksempel 0,99. Gjennomsnittet er det som valideres, lagres og eksporteres. 0 holder ingen.</translation>
    </message>
    <message>
        <source>{0} lacks the tokens [CLS] and [SEP].</source>
        <translation>{0} mangler tokenene [CLS] og [SEP].</translation>
    </message>
    <message>
        <source>Use the model&apos;s tokenizer.json.</source>
        <translation>Bruk modellens tokenizer.json.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which does not fit distances up to {3}.</source>
        <translation>{0}: «{1}» er {2}, som ikke passer til avstander opp til {3}.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but there are only {3} experts.</source>
        <translation>{0}: «{1}» er {2}, men det finnes bare {3} eksperter.</translation>
    </message>
    <message>
        <source>a list of whole numbers</source>
        <translation>en liste med hele tall</translation>
    </message>
    <message>
        <source>These steps change nothing in “{0}”, so there is no new version.</source>
        <translation>Disse stegene endrer ingenting i «{0}», så det blir ingen ny versjon.</translation>
    </message>
    <message>
        <source>The teacher “{0}” predicts {1} tokens and the model {2}, so their predictions cannot be compared.</source>
        <translation>Læreren «{0}» forutsier {1} tokener og modellen {2}, så forutsigelsene deres kan ikke sammenlignes.</translation>
    </message>
    <message>
        <source>Choose a teacher of the same family, which has the same vocabulary.</source>
        <translation>Velg en lærer fra samme familie, som har samme ordforråd.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when learning from a teacher, whose predictions are smooth already.</source>
        <translation>«{0}» har ingen betydning når man lærer av en lærer, for forutsigelsene er alt glatte.</translation>
    </message>
    <message>
        <source>Answers with a teacher</source>
        <translation>Svar med en lærer</translation>
    </message>
    <message>
        <source>Learns to write the answers of the rows and to predict each word as a teacher does. The teacher is another model with the same vocabulary, or the base itself as a guard against forgetting.</source>
        <translation>Lærer å skrive svarene i radene og å forutsi hvert ord slik en lærer gjør. Læreren er en annen modell med samme ordforråd, eller grunnmodellen selv som vern mot å glemme.</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Lærer</translation>
    </message>
    <message>
        <source>The model to learn from: a folder, an id that the models page lists, or the name of a finished run. Empty takes the base as it was before training, which guards against forgetting.</source>
        <translation>Modellen det læres av: en mappe, en id som modellsiden viser, eller navnet på en fullført kjøring. Tomt tar grunnmodellen slik den var før treningen, som verner mot å glemme.</translation>
    </message>
    <message>
        <source>Share of the teacher λ</source>
        <translation>Lærerens andel λ</translation>
    </message>
    <message>
        <source>How much of the loss is the teacher&apos;s: 0 learns from the rows alone, 1 from the teacher alone.</source>
        <translation>Hvor mye av tapet som er lærerens: 0 lærer bare av radene, 1 bare av læreren.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Above 1 the teacher&apos;s less likely words count for more.</source>
        <translation>Over 1 teller lærerens mindre sannsynlige ord mer.</translation>
    </message>
    <message>
        <source>Pull to the base</source>
        <translation>Trekk mot grunnmodellen</translation>
    </message>
    <message>
        <source>Weight of a further term that keeps the predictions near those of the base, against forgetting; 0 has none.</source>
        <translation>Vekten av et ledd til som holder forutsigelsene nær grunnmodellens, mot å glemme; 0 har ingen.</translation>
    </message>
    <message>
        <source>Vectors of texts are learnt by models that read whole texts, and “{0}” writes them word by word.</source>
        <translation>Tekstvektorer læres av modeller som leser hele tekster, og «{0}» skriver dem ord for ord.</translation>
    </message>
    <message>
        <source>Choose a model such as MiniLM or BERT.</source>
        <translation>Velg en modell som MiniLM eller BERT.</translation>
    </message>
    <message>
        <source>The texts of the other rows of a batch are the wrong ones to tell apart, and a batch of one has none.</source>
        <translation>Tekstene i de andre radene i en bunke er de gale som skal skilles ut, og en bunke på én har ingen.</translation>
    </message>
    <message>
        <source>Raise “Batch size” to 16 or more.</source>
        <translation>Øk «Bunkestørrelse» til 16 eller mer.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when vectors of texts are learnt.</source>
        <translation>«{0}» har ingen betydning når tekstvektorer læres.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Learns vectors by which a question finds its answer among many texts. Takes questions with answers, also with a wrong answer each; larger batches learn more. For small models such as MiniLM.</source>
        <translation>Lærer vektorer som lar et spørsmål finne svaret sitt blant mange tekster. Tar spørsmål med svar, også med ett galt svar hver; større bunker lærer mer. For små modeller som MiniLM.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not pairs of texts that belong together, such as questions with answers.</source>
        <translation>Radene i «{0}» er ikke par av tekster som hører sammen, som spørsmål med svar.</translation>
    </message>
    <message>
        <source>Row {0} is not a pair of texts.</source>
        <translation>Rad {0} er ikke et par av tekster.</translation>
    </message>
    <message>
        <source>The model “{0}” gives no vectors of texts.</source>
        <translation>Modellen «{0}» gir ingen tekstvektorer.</translation>
    </message>
    <message>
        <source>How sharply the right text is held apart from the others of the batch: lower looks at the hardest ones. 0.05 is usual, which others call a scale of 20.</source>
        <translation>Hvor skarpt den rette teksten skilles fra de andre i bunken: lavere ser på de vanskeligste. 0,05 er vanlig, det andre kaller en skala på 20.</translation>
    </message>
    <message>
        <source>Judging is learnt from pairs of answers, and the rows have only one each.</source>
        <translation>Bedømming læres av par av svar, og radene har bare ett hver.</translation>
    </message>
    <message>
        <source>Import data with a better and a worse answer.</source>
        <translation>Importer data med et bedre og et dårligere svar.</translation>
    </message>
    <message>
        <source>The model “{0}” has no head that judges answers.</source>
        <translation>Modellen «{0}» har ikke noe hode som bedømmer svar.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when answers are judged.</source>
        <translation>«{0}» har ingen betydning når svar bedømmes.</translation>
    </message>
    <message>
        <source>Judging answers</source>
        <translation>Bedømme svar</translation>
    </message>
    <message>
        <source>Learns from pairs of a better and a worse answer to give each answer a number, its reward. The model that comes out judges answers and writes none.</source>
        <translation>Lærer av par av et bedre og et dårligere svar å gi hvert svar et tall, belønningen. Modellen som blir til, bedømmer svar og skriver ingen.</translation>
    </message>
    <message>
        <source>Centring of rewards</source>
        <translation>Sentrering av belønninger</translation>
    </message>
    <message>
        <source>How strongly the rewards of a pair are held around zero; 0.01 is usual where rewards are compared between models, 0 leaves them free.</source>
        <translation>Hvor sterkt belønningene i et par holdes rundt null; 0,01 er vanlig der belønninger sammenlignes mellom modeller, 0 lar dem være frie.</translation>
    </message>
    <message>
        <source>A model that tags words needs at least two tags, and the rows have {0}.</source>
        <translation>En modell som merker ord, trenger minst to merker, og radene har {0}.</translation>
    </message>
    <message>
        <source>Check in the data page that the right column holds the tags.</source>
        <translation>Sjekk på datasiden at merkene står i riktig kolonne.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when words are tagged.</source>
        <translation>«{0}» har ingen betydning når ord merkes.</translation>
    </message>
    <message>
        <source>Tags of words</source>
        <translation>Merker på ord</translation>
    </message>
    <message>
        <source>Finds names, places and other parts of a text: gives each word the tag that the rows show (BIO, BIOES, parts of speech). Models that read whole texts, such as BERT, are best at it.</source>
        <translation>Finner navn, steder og andre deler av en tekst: gir hvert ord merket som radene viser (BIO, BIOES, ordklasser). Modeller som leser hele tekster, som BERT, er best til det.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not words with tags, which this task learns from.</source>
        <translation>Radene i «{0}» er ikke ord med merker, som denne oppgaven lærer av.</translation>
    </message>
    <message>
        <source>Row {0} has a tag that is none of the {1} tags of the run.</source>
        <translation>Rad {0} har et merke som ikke er blant kjøringens {1} merker.</translation>
    </message>
    <message>
        <source>The model “{0}” has no head that tags words.</source>
        <translation>Modellen «{0}» har ikke noe hode som merker ord.</translation>
    </message>
    <message>
        <source>Learn every piece of a word</source>
        <translation>Lær hver del av et ord</translation>
    </message>
    <message>
        <source>Counts the loss at all the tokens of a word instead of at its first one. Words are judged by their first token either way.</source>
        <translation>Regner tapet ved alle tokenene i et ord i stedet for ved det første. Ord bedømmes uansett etter det første tokenet.</translation>
    </message>
    <message>
        <source>The model “{0}” gives vectors and has no classes.</source>
        <translation>Modellen «{0}» gir vektorer og har ingen klasser.</translation>
    </message>
    <message>
        <source>Only plain LoRA adapters can be weighted and added up.</source>
        <translation>Bare vanlige LoRA-adaptere kan vektes og legges sammen.</translation>
    </message>
    <message>
        <source>Use adapters of the technique LoRA, without modules that are trained whole and on a base that is not quantised.</source>
        <translation>Bruk adaptere fra teknikken LoRA, uten moduler som trenes i sin helhet, og på en grunnmodell som ikke er kvantisert.</translation>
    </message>
    <message>
        <source>Accuracy of tags</source>
        <translation>Treffsikkerhet for merker</translation>
    </message>
    <message>
        <source>Entity F1</source>
        <translation>Entitets-F1</translation>
    </message>
    <message>
        <source>Entity precision</source>
        <translation>Entitetspresisjon</translation>
    </message>
    <message>
        <source>Entity recall</source>
        <translation>Entitetsgjenkalling</translation>
    </message>
    <message>
        <source>Entity F1, strict</source>
        <translation>Entitets-F1, streng</translation>
    </message>
    <message>
        <source>Found first</source>
        <translation>Funnet først</translation>
    </message>
    <message>
        <source>Found among 5</source>
        <translation>Funnet blant 5</translation>
    </message>
    <message>
        <source>Found among 10</source>
        <translation>Funnet blant 10</translation>
    </message>
    <message>
        <source>Mean reciprocal rank</source>
        <translation>Gjennomsnittlig resiprok rang</translation>
    </message>
    <message>
        <source>The test ended after {0} steps, which is too few to suggest a learning rate.</source>
        <translation>Testen sluttet etter {0} steg, som er for få til å foreslå en læringsrate.</translation>
    </message>
    <message>
        <source>Begin at a lower rate, or take more steps.</source>
        <translation>Begynn med en lavere rate, eller ta flere steg.</translation>
    </message>
    <message>
        <source>No learning rate between {0} and {1} lowered the loss.</source>
        <translation>Ingen læringsrate mellom {0} og {1} senket tapet.</translation>
    </message>
    <message>
        <source>Take more steps, or another range.</source>
        <translation>Ta flere steg, eller et annet område.</translation>
    </message>
    <message>
        <source>The run “{0}” writes no text and has a head of its own, so adapters cannot be added up.</source>
        <translation>Kjøringen «{0}» skriver ikke tekst og har et eget hode, så adaptere kan ikke legges sammen.</translation>
    </message>
    <message>
        <source>Choose runs that write text.</source>
        <translation>Velg kjøringer som skriver tekst.</translation>
    </message>
    <message>
        <source>The run “{0}” sorts texts and cannot teach to write them.</source>
        <translation>Kjøringen «{0}» sorterer tekster og kan ikke lære bort å skrive dem.</translation>
    </message>
    <message>
        <source>The token {0} means different text to the teacher “{1}” and to the model, so their predictions cannot be compared.</source>
        <translation>Tokenet {0} betyr ulik tekst for læreren «{1}» og for modellen, så forutsigelsene deres kan ikke sammenlignes.</translation>
    </message>
    <message>
        <source>The rates have to rise from above zero, in ten steps at least.</source>
        <translation>Ratene må stige fra over null, i minst ti steg.</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Prøver læringsrater</translation>
    </message>
    <message>
        <source>The runs “{0}” and “{1}” began with different models, so their adapters cannot be added up.</source>
        <translation>Kjøringene «{0}» og «{1}» begynte med ulike modeller, så adapterne deres kan ikke legges sammen.</translation>
    </message>
    <message>
        <source>Choose runs of one base model.</source>
        <translation>Velg kjøringer av én grunnmodell.</translation>
    </message>
    <message>
        <source>Several adapters are no single adapter.</source>
        <translation>Flere adaptere er ikke én adapter.</translation>
    </message>
    <message>
        <source>Choose the format “huggingface”, the merged model.</source>
        <translation>Velg formatet «huggingface», den sammenslåtte modellen.</translation>
    </message>
    <message>
        <source>Get the model again, or use a version of it that is not quantised.</source>
        <translation>Hent modellen på nytt, eller bruk en versjon av den som ikke er kvantisert.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is stored in eight bits, but its scale is missing.</source>
        <translation>Tensoren «{0}» er lagret i åtte biter, men skalaen mangler.</translation>
    </message>
    <message>
        <source>The scale “{0}” has the shape {1}, which does not fit that of its tensor, {2}.</source>
        <translation>Skalaen «{0}» har formen {1}, som ikke passer til formen {2} på tensoren.</translation>
    </message>
    <message>
        <source>{0} could not prove that it is what it says: its certificate is not trusted.</source>
        <translation>{0} kunne ikke bevise at den er den den sier: sertifikatet er ikke tiltrodd.</translation>
    </message>
    <message>
        <source>If your network has a certificate of its own, name its file in SSL_CERT_FILE.</source>
        <translation>Hvis nettverket ditt har et eget sertifikat, så oppgi filen i SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>The part “{0}” of “{1}” has no rows.</source>
        <translation>Delen «{0}» av «{1}» har ingen rader.</translation>
    </message>
    <message>
        <source>Give it a share in the data page.</source>
        <translation>Gi den en andel på datasiden.</translation>
    </message>
    <message>
        <source>“{0}” is no part of a split.</source>
        <translation>«{0}» er ingen del av en oppdeling.</translation>
    </message>
    <message>
        <source>Choose train, validation, test or all.</source>
        <translation>Velg train, validation, test eller all.</translation>
    </message>
    <message>
        <source>Pull to the teacher&apos;s inner states</source>
        <translation>Trekk mot lærerens indre tilstander</translation>
    </message>
    <message>
        <source>Weight of a further term that brings the state behind each prediction near the teacher&apos;s; where the two differ in size, through a linear map that is fitted before the first step. 0 has none.</source>
        <translation>Vekten til et ledd til som bringer tilstanden bak hver forutsigelse nær lærerens; er de to ulike i størrelse, skjer det gjennom en lineær avbildning som tilpasses før første steg. 0 utelater det.</translation>
    </message>
    <message>
        <source>There is nothing that rewards answers.</source>
        <translation>Det er ingenting som belønner svar.</translation>
    </message>
    <message>
        <source>The question of row {0} has {1} tokens, which leaves no room for an answer.</source>
        <translation>Spørsmålet i rad {0} har {1} tokener, så det er ikke plass til et svar.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when the model learns from its own answers.</source>
        <translation>«{0}» har ingen mening når modellen lærer av sine egne svar.</translation>
    </message>
    <message>
        <source>No reward has a weight, so there is nothing to learn.</source>
        <translation>Ingen belønning har noen vekt, så det er ingenting å lære.</translation>
    </message>
    <message>
        <source>Give a rule a weight above 0, or name a reward model.</source>
        <translation>Gi en regel en vekt over 0, eller oppgi en belønningsmodell.</translation>
    </message>
    <message>
        <source>Answers of {0} tokens leave no room for a question: the model reads {1} tokens.</source>
        <translation>Svar på {0} tokener gir ikke plass til et spørsmål: modellen leser {1} tokener.</translation>
    </message>
    <message>
        <source>Lower “Answer at most”.</source>
        <translation>Senk «Svar høyst».</translation>
    </message>
    <message>
        <source>Rewards for answers</source>
        <translation>Belønning for svar</translation>
    </message>
    <message>
        <source>Writes several answers to each question, rewards them by rules or a reward model, and learns from those that beat the others. Choose it after the model has learnt to answer, with a learning rate about ten times lower and few rows at a time; looks answer 24 questions at most.</source>
        <translation>Skriver flere svar på hvert spørsmål, belønner dem etter regler eller med en belønningsmodell og lærer av dem som er bedre enn de andre. Velg det når modellen har lært å svare, med en læringsrate omtrent ti ganger lavere og få rader om gangen; målinger besvarer høyst 24 spørsmål.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not questions with answers, which this task writes answers to.</source>
        <translation>Radene i «{0}» er ikke spørsmål med svar, som denne oppgaven skriver svar på.</translation>
    </message>
    <message>
        <source>Answers per question</source>
        <translation>Svar per spørsmål</translation>
    </message>
    <message>
        <source>How many answers are written to each question, whose rewards are compared with each other. A step works on this many for each row.</source>
        <translation>Hvor mange svar som skrives på hvert spørsmål; belønningene deres sammenlignes med hverandre. Et steg arbeider med så mange for hver rad.</translation>
    </message>
    <message>
        <source>Answer at most</source>
        <translation>Svar høyst</translation>
    </message>
    <message>
        <source>Tokens after which an answer is cut off.</source>
        <translation>Antall tokener før et svar kuttes.</translation>
    </message>
    <message>
        <source>Temperature of the answers</source>
        <translation>Svarenes temperatur</translation>
    </message>
    <message>
        <source>Below 1 the answers to a question resemble each other, above 1 they are more daring.</source>
        <translation>Under 1 ligner svarene på et spørsmål hverandre, over 1 er de dristigere.</translation>
    </message>
    <message>
        <source>Pull to the base β</source>
        <translation>Trekk mot grunnmodellen β</translation>
    </message>
    <message>
        <source>How strongly the model is held to what it was before training; 0 sets it free and saves the work of comparing.</source>
        <translation>Hvor sterkt modellen holdes fast ved det den var før treningen; 0 slipper den fri og sparer sammenligningen.</translation>
    </message>
    <message>
        <source>Reward: same as the answer</source>
        <translation>Belønning: likt svaret</translation>
    </message>
    <message>
        <source>Weight of a reward for the words of the row&apos;s own answer, no more and no less. The weights of all rewards are scaled to sum to 1.</source>
        <translation>Vekten til en belønning for ordene i radens eget svar, verken mer eller mindre. Vektene til alle belønninger skaleres slik at summen er 1.</translation>
    </message>
    <message>
        <source>Reward: contains the answer</source>
        <translation>Belønning: inneholder svaret</translation>
    </message>
    <message>
        <source>Weight of a reward for an answer in which the words of the row&apos;s own answer stand side by side.</source>
        <translation>Vekten til en belønning for et svar der ordene i radens eget svar står ved siden av hverandre.</translation>
    </message>
    <message>
        <source>Reward: same number</source>
        <translation>Belønning: samme tall</translation>
    </message>
    <message>
        <source>Weight of a reward for an answer whose last number is the last number of the row&apos;s own answer.</source>
        <translation>Vekten til en belønning for et svar der det siste tallet er det siste tallet i radens eget svar.</translation>
    </message>
    <message>
        <source>Pattern to match</source>
        <translation>Mønster som skal passe</translation>
    </message>
    <message>
        <source>A regular expression that rewarded answers match: \A is the start of an answer, \z its end. Empty leaves it out.</source>
        <translation>Et regulært uttrykk som belønte svar passer til: \A er starten på et svar, \z slutten. Tomt utelater det.</translation>
    </message>
    <message>
        <source>Reward: matches the pattern</source>
        <translation>Belønning: passer til mønsteret</translation>
    </message>
    <message>
        <source>Weight of the reward for matching the pattern.</source>
        <translation>Vekten til belønningen for å passe til mønsteret.</translation>
    </message>
    <message>
        <source>Words at most</source>
        <translation>Ord høyst</translation>
    </message>
    <message>
        <source>Answers up to this many words get the whole reward for shortness, those of twice as many none. 0 leaves it out.</source>
        <translation>Svar på opptil så mange ord får hele belønningen for korthet, de med dobbelt så mange ingen. 0 utelater den.</translation>
    </message>
    <message>
        <source>Reward: short</source>
        <translation>Belønning: kort</translation>
    </message>
    <message>
        <source>Weight of the reward for shortness.</source>
        <translation>Vekten til belønningen for korthet.</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Belønningsmodell</translation>
    </message>
    <message>
        <source>Name of a finished run of the task “Judging answers”, whose judgement rewards answers. Empty leaves it out.</source>
        <translation>Navnet på en ferdig kjøring av oppgaven «Bedømme svar», som belønner svarene. Tomt utelater den.</translation>
    </message>
    <message>
        <source>Reward: the model&apos;s judgement</source>
        <translation>Belønning: modellens dom</translation>
    </message>
    <message>
        <source>Weight of the reward model&apos;s judgement, which is brought to between 0 and 1.</source>
        <translation>Vekten til belønningsmodellens dom, som bringes til mellom 0 og 1.</translation>
    </message>
    <message>
        <source>Steps per answers μ</source>
        <translation>Steg per svar μ</translation>
    </message>
    <message>
        <source>How many steps learn from the same answers before new ones are written. More save writing and use older answers.</source>
        <translation>Hvor mange steg som lærer av de samme svarene før nye skrives. Flere sparer skriving og bruker eldre svar.</translation>
    </message>
    <message>
        <source>Clipping ε</source>
        <translation>Avgrensing ε</translation>
    </message>
    <message>
        <source>How far a token&apos;s probability may move from what it was when the answer was written before it counts no more.</source>
        <translation>Hvor langt sannsynligheten for et token kan flytte seg fra det den var da svaret ble skrevet, før den ikke teller lenger.</translation>
    </message>
    <message>
        <source>Scale rewards by their spread</source>
        <translation>Skaler belønninger etter spredningen</translation>
    </message>
    <message>
        <source>Divides by the standard deviation of a question&apos;s rewards, so that hard and easy questions count alike.</source>
        <translation>Deler på standardavviket til belønningene for et spørsmål, slik at vanskelige og lette spørsmål teller likt.</translation>
    </message>
    <message>
        <source>The memory did not suffice for {0} rows at once. The run goes on with {1} at a time; its steps are as large as before.</source>
        <translation>Minnet strakk ikke til for {0} rader på én gang. Kjøringen fortsetter med {1} om gangen; stegene er like store som før.</translation>
    </message>
    <message>
        <source>Next time set the batch size (per_device_train_batch_size) to {1} and raise the accumulated batches (gradient_accumulation_steps) as much.</source>
        <translation>Sett neste gang bunkestørrelsen (per_device_train_batch_size) til {1} og øk de sammenlagte bunkene (gradient_accumulation_steps) tilsvarende.</translation>
    </message>
    <message>
        <source>“{0}” is not a regular expression that can be read.</source>
        <translation>«{0}» er ikke et regulært uttrykk som kan leses.</translation>
    </message>
    <message>
        <source>Check brackets and backslashes.</source>
        <translation>Kontroller parenteser og omvendte skråstreker.</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belønning</translation>
    </message>
    <message>
        <source>Distance from the base (KL)</source>
        <translation>Avstand fra grunnmodellen (KL)</translation>
    </message>
    <message>
        <source>Tokens of an answer</source>
        <translation>Tokener i et svar</translation>
    </message>
    <message>
        <source>Words of an answer</source>
        <translation>Ord i et svar</translation>
    </message>
    <message>
        <source>Distance from the teacher&apos;s states</source>
        <translation>Avstand fra lærerens tilstander</translation>
    </message>
    <message>
        <source>Questions whose answers are rewarded alike</source>
        <translation>Spørsmål der svarene belønnes likt</translation>
    </message>
    <message>
        <source>The run “{0}” has not learnt to judge answers.</source>
        <translation>Kjøringen «{0}» har ikke lært å bedømme svar.</translation>
    </message>
    <message>
        <source>Choose a run of the task “Judging answers”.</source>
        <translation>Velg en kjøring av oppgaven «Bedømme svar».</translation>
    </message>
    <message>
        <source>Some rows of the dataset can no longer be read.</source>
        <translation>Noen rader i datasettet kan ikke lenger leses.</translation>
    </message>
    <message>
        <source>Check the disk, and import the data again.</source>
        <translation>Kontroller disken, og importer dataene på nytt.</translation>
    </message>
    <message>
        <source>Change (word_dropout, word_swap, typos or case)</source>
        <translation>Endring (word_dropout, word_swap, typos eller case)</translation>
    </message>
    <message>
        <source>Share of the rows (0 to 1)</source>
        <translation>Andel av radene (0 til 1)</translation>
    </message>
    <message>
        <source>Share of the words or letters (0 to 0.9)</source>
        <translation>Andel av ordene eller bokstavene (0 til 0.9)</translation>
    </message>
    <message>
        <source>Seed of the choice (whole number)</source>
        <translation>Frø for utvalget (heltall)</translation>
    </message>
    <message>
        <source>Wordings ([&quot;Please: {text}&quot;])</source>
        <translation>Formuleringer ([&quot;Please: {text}&quot;])</translation>
    </message>
    <message>
        <source>Strength (0 to 1)</source>
        <translation>Styrke (0 til 1)</translation>
    </message>
    <message>
        <source>Similarity of near copies (0.5 to 1)</source>
        <translation>Likhet for nesten like (0.5 til 1)</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Betingelse</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolonne</translation>
    </message>
    <message>
        <source>Contains the text</source>
        <translation>Inneholder teksten</translation>
    </message>
    <message>
        <source>Is exactly the text</source>
        <translation>Er nøyaktig teksten</translation>
    </message>
    <message>
        <source>Keep these rows (true or false)</source>
        <translation>Behold disse radene (true eller false)</translation>
    </message>
    <message>
        <source>New names ({&quot;old&quot;: &quot;new&quot;})</source>
        <translation>Nye navn ({&quot;old&quot;: &quot;new&quot;})</translation>
    </message>
    <message>
        <source>Remove other labels (true or false)</source>
        <translation>Fjern andre etiketter (true eller false)</translation>
    </message>
    <message>
        <source>Kinds ([&quot;email&quot;, &quot;phone&quot;]; all when empty)</source>
        <translation>Slag ([&quot;email&quot;, &quot;phone&quot;]; alle når tom)</translation>
    </message>
    <message>
        <source>Fewest characters of a text</source>
        <translation>Færrest tegn i en tekst</translation>
    </message>
    <message>
        <source>Most characters of a row</source>
        <translation>Flest tegn i en rad</translation>
    </message>
    <message>
        <source>Scheme (iob1, iob2 or bioes)</source>
        <translation>Skjema (iob1, iob2 eller bioes)</translation>
    </message>
    <message>
        <source>Rows to keep</source>
        <translation>Rader å beholde</translation>
    </message>
    <message>
        <source>Row numbers ([3, 17])</source>
        <translation>Radnumre ([3, 17])</translation>
    </message>
    <message>
        <source>Row number</source>
        <translation>Radnummer</translation>
    </message>
    <message>
        <source>File number</source>
        <translation>Filnummer</translation>
    </message>
    <message>
        <source>New content</source>
        <translation>Nytt innhold</translation>
    </message>
    <message>
        <source>Keep (majority, first or none)</source>
        <translation>Behold (majority, first eller none)</translation>
    </message>
    <message>
        <source>Fewest rows of a label</source>
        <translation>Færrest rader med en etikett</translation>
    </message>
    <message>
        <source>Storing the rows</source>
        <translation>Lagrer radene</translation>
    </message>
    <message>
        <source>The entry “{0}” needs pictures or sounds, which Attune does not train on.</source>
        <translation>Oppføringen «{0}» trenger bilder eller lyd, som Attune ikke trener på.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>TSV of question and answer</source>
        <translation>TSV med spørsmål og svar</translation>
    </message>
    <message>
        <source>TSV of text and label</source>
        <translation>TSV med tekst og etikett</translation>
    </message>
    <message>
        <source>Good or bad</source>
        <translation>God eller dårlig</translation>
    </message>
    <message>
        <source>“{0}” is neither true nor false.</source>
        <translation>«{0}» er verken sant eller usant.</translation>
    </message>
    <message>
        <source>Answers rated good or bad</source>
        <translation>Svar vurdert som gode eller dårlige</translation>
    </message>
    <message>
        <source>Models of the kind “{1}” have no place for “{0}”.</source>
        <translation>Modeller av typen «{1}» har ikke plass til «{0}».</translation>
    </message>
    <message>
        <source>Leave it at 0; LoRA has a dropout of its own.</source>
        <translation>La den stå på 0; LoRA har sin egen dropout.</translation>
    </message>
    <message>
        <source>Dropout inside the model</source>
        <translation>Dropout inne i modellen</translation>
    </message>
    <message>
        <source>A learning rate is found by watching the loss fall, and this task has none that falls: each step rewards answers newly written.</source>
        <translation>En læringsrate finnes ved å se tapet falle, og denne oppgaven har ikke noe tap som faller: hvert steg belønner svar som nettopp er skrevet.</translation>
    </message>
    <message>
        <source>The rows are not answers that are either good or bad.</source>
        <translation>Radene er ikke svar som er enten gode eller dårlige.</translation>
    </message>
    <message>
        <source>Import data with a prompt, a completion and a label, or choose another task.</source>
        <translation>Importer data med spørsmål, svar og etikett, eller velg en annen oppgave.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when learning from rated answers.</source>
        <translation>«{0}» har ingen mening når det læres av vurderte svar.</translation>
    </message>
    <message>
        <source>Neither good nor bad answers have a weight, so there is nothing to learn.</source>
        <translation>Verken gode eller dårlige svar har noen vekt, så det er ingenting å lære.</translation>
    </message>
    <message>
        <source>Give one of them a weight above 0.</source>
        <translation>Gi en av dem en vekt over 0.</translation>
    </message>
    <message>
        <source>An answer is compared with those of the other rows of its step, and a step has one row alone.</source>
        <translation>Et svar sammenlignes med svarene i de andre radene i samme steg, og et steg har bare én rad.</translation>
    </message>
    <message>
        <source>Raise the batch size or the accumulated batches.</source>
        <translation>Øk bunkestørrelsen eller antallet akkumulerte bunker.</translation>
    </message>
    <message>
        <source>Rated answers</source>
        <translation>Vurderte svar</translation>
    </message>
    <message>
        <source>Learns from single answers that were rated good or bad (KTO): no pairs are needed. Choose it after the model has learnt to answer, with a learning rate about ten times lower and four rows a step or more.</source>
        <translation>Lærer av enkeltsvar som er vurdert som gode eller dårlige (KTO): ingen par trengs. Velg det etter at modellen har lært å svare, med omtrent ti ganger lavere læringsrate og minst fire rader per steg.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not answers rated good or bad, which this task learns from.</source>
        <translation>Radene i «{0}» er ikke svar vurdert som gode eller dårlige, som denne oppgaven lærer av.</translation>
    </message>
    <message>
        <source>Weight of good answers</source>
        <translation>Vekt av gode svar</translation>
    </message>
    <message>
        <source>What a good answer counts. With few good answers raise it, so that it times their number is 1 to 4/3 of that of the bad ones.</source>
        <translation>Hvor mye et godt svar teller. Øk den når det er få gode svar, slik at vekten ganger antallet blir 1 til 4/3 av det tilsvarende for de dårlige.</translation>
    </message>
    <message>
        <source>Weight of bad answers</source>
        <translation>Vekt av dårlige svar</translation>
    </message>
    <message>
        <source>What a bad answer counts. With few bad answers raise it instead of the other weight.</source>
        <translation>Hvor mye et dårlig svar teller. Øk den i stedet for den andre vekten når det er få dårlige svar.</translation>
    </message>
    <message>
        <source>Begin with a tenth of the rate that the model learnt to answer with.</source>
        <translation>Begynn med en tiendedel av raten som modellen lærte å svare med.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning where the model reads each row only once.</source>
        <translation>«{0}» har ingen mening der modellen leser hver rad bare én gang.</translation>
    </message>
    <message>
        <source>Leave it at 0, or choose another technique.</source>
        <translation>La den stå på 0, eller velg en annen teknikk.</translation>
    </message>
    <message>
        <source>As LoRA: changes nothing</source>
        <translation>Som LoRA: endrer ingenting</translation>
    </message>
    <message>
        <source>LoftQ: makes up for the 4 bits</source>
        <translation>LoftQ: oppveier de 4 bitene</translation>
    </message>
    <message>
        <source>Start of the update</source>
        <translation>Start for oppdateringen</translation>
    </message>
    <message>
        <source>“{0}” has its weights as {1} only, a format that can run programs when it is read, so Attune does not fetch it.</source>
        <translation>«{0}» har vektene sine bare som {1}, et format som kan kjøre programmer når det leses, så Attune henter det ikke.</translation>
    </message>
    <message>
        <source>“{0}” holds weights in a format that can run programs when it is read, so Attune does not read it.</source>
        <translation>«{0}» har vekter i et format som kan kjøre programmer når det leses, så Attune leser det ikke.</translation>
    </message>
    <message>
        <source>Get a version of the model with model.safetensors; most models have one. Or save it as safetensors with the program that wrote the file.</source>
        <translation>Skaff en utgave av modellen med model.safetensors; de fleste modeller har det. Eller lagre den som safetensors med programmet som skrev filen.</translation>
    </message>
    <message>
        <source>“{0}” holds {1} tensors that a {2} model with this config has no place for: {3}.</source>
        <translation>«{0}» har {1} tensorer som en {2}-modell med denne config-filen ikke har plass til: {3}.</translation>
    </message>
    <message>
        <source>{0}: the key “{1}” is not supported.</source>
        <translation>{0}: nøkkelen «{1}» støttes ikke.</translation>
    </message>
    <message>
        <source>“{0}” holds the tensor “{1}”, which a {2} model has no place for.</source>
        <translation>«{0}» har tensoren «{1}», som en {2}-modell ikke har plass til.</translation>
    </message>
    <message>
        <source>The tokenizer of “{0}” has {1} tokens, but the model&apos;s embedding only {2} rows; these have none: {3}.</source>
        <translation>Tokenisatoren til «{0}» har {1} tokener, men modellens innbygging bare {2} rader; disse har ingen: {3}.</translation>
    </message>
    <message>
        <source>The token “{0}” has the number {1}, but the model&apos;s embedding only {2} rows.</source>
        <translation>Tokenet «{0}» har nummer {1}, men modellens innbygging bare {2} rader.</translation>
    </message>
    <message>
        <source>Leave this token out of the data, or use a model that knows it.</source>
        <translation>Ta dette tokenet ut av dataene, eller bruk en modell som kjenner det.</translation>
    </message>
    <message>
        <source>Weight decay on norms and biases</source>
        <translation>Vektsvinn også for normer og biaser</translation>
    </message>
    <message>
        <source>Off, weight decay leaves alone what is a single vector: norms, biases and the like, as is usual.</source>
        <translation>Når den er av, rører ikke vektsvinnet enkeltvektorer som normer og biaser, slik det er vanlig.</translation>
    </message>
    <message>
        <source>The dataset_info.json has another dataset named “{0}”, which was left as it is.</source>
        <translation>dataset_info.json har et annet datasett med navnet «{0}», som ble stående som det er.</translation>
    </message>
    <message>
        <source>Write the rows to a file of another name.</source>
        <translation>Skriv radene til en fil med et annet navn.</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>{0} is not written into a Parquet file.</source>
        <translation>{0} skrives ikke i en Parquet-fil.</translation>
    </message>
    <message>
        <source>Choose Parquet as the format, or another ending for the name.</source>
        <translation>Velg Parquet som format, eller en annen endelse i navnet.</translation>
    </message>
    <message>
        <source>The name of a Parquet file ends in .parquet.</source>
        <translation>Navnet på en Parquet-fil slutter på .parquet.</translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation>Skriver radene</translation>
    </message>
    <message>
        <source>“{0}” is a Parquet file, and the helper for those is not ready.</source>
        <translation>«{0}» er en Parquet-fil, og hjelpeprogrammet for slike er ikke klart.</translation>
    </message>
    <message>
        <source>Install PyArrow (python3 -m pip install pyarrow), or use CSV or JSON Lines.</source>
        <translation>Installer PyArrow (python3 -m pip install pyarrow), eller bruk CSV eller JSON Lines.</translation>
    </message>
    <message>
        <source>The answer has no prompt.</source>
        <translation>Svaret har ingen ledetekst.</translation>
    </message>
    <message>
        <source>Conversations rated good or bad</source>
        <translation>Samtaler vurdert som gode eller dårlige</translation>
    </message>
    <message>
        <source>The graphics card is not used: its driver does not work.</source>
        <translation>Skjermkortet brukes ikke: driveren virker ikke.</translation>
    </message>
    <message>
        <source>Install the driver of the card&apos;s maker, and start the computer again.</source>
        <translation>Installer driveren fra kortets produsent, og start datamaskinen på nytt.</translation>
    </message>
    <message>
        <source>The graphics card is not used: the libraries of CUDA could not be opened.</source>
        <translation>Skjermkortet brukes ikke: bibliotekene til CUDA kunne ikke åpnes.</translation>
    </message>
    <message>
        <source>Run the set-up again (packaging/run.sh): it fetches them where there is a graphics card.</source>
        <translation>Kjør oppsettet på nytt (packaging/run.sh): det henter dem der det finnes et skjermkort.</translation>
    </message>
    <message>
        <source>The graphics card is not used: its driver offers CUDA {0}, which is too old for libtorch.</source>
        <translation>Skjermkortet brukes ikke: driveren tilbyr CUDA {0}, som er for gammelt for libtorch.</translation>
    </message>
    <message>
        <source>Install a newer driver.</source>
        <translation>Installer en nyere driver.</translation>
    </message>
    <message>
        <source>Share of the numbers between the layers of models of the kinds BERT, GPT-2 and GPT-NeoX, and before a head, that a step leaves out against overfitting. Such models were made with 0.1 and other programs take that up again; 0 leaves nothing out, whatever the model&apos;s files say.</source>
        <translation>Andel av tallene mellom lagene i modeller av typene BERT, GPT-2 og GPT-NeoX, og foran et hode, som et steg utelater for å motvirke overtilpasning. Slike modeller ble laget med 0,1, og andre programmer bruker det igjen; 0 utelater ingenting, uansett hva modellens filer sier.</translation>
    </message>
    <message>
        <source>Dropout of attention</source>
        <translation>Dropout i oppmerksomheten</translation>
    </message>
    <message>
        <source>Share of the weights by which a token takes from others that a step leaves out against overfitting. Above 0 these weights are written out, which takes more time and memory, most of all with long texts.</source>
        <translation>Andel av vektene som et token henter fra andre med, som et steg utelater for å motvirke overtilpasning. Over 0 skrives disse vektene ut, noe som tar mer tid og minne, mest med lange tekster.</translation>
    </message>
    <message>
        <source>This model has no dropout.</source>
        <translation>Denne modellen har ingen dropout.</translation>
    </message>
    <message>
        <source>QERA: makes up for the 4 bits on these rows</source>
        <translation>QERA: veier opp for de 4 bitene på disse radene</translation>
    </message>
    <message>
        <source>LoftQ begins with the update that brings the 4-bit weights nearest to the plain ones, which a larger rank does better; the model is read in full for it once. QERA does so for what the layers compute on about 4096 tokens of the training rows, which makes up for more.</source>
        <translation>LoftQ begynner med oppdateringen som bringer 4-bitsvektene nærmest de vanlige, noe en større rang gjør bedre; modellen leses én gang i sin helhet for det. QERA gjør det for det lagene regner ut på omtrent 4096 tokener av treningsradene, noe som veier opp for mer.</translation>
    </message>
    <message>
        <source>“{0}” is written, but LLaMA-Factory has no name for its layout.</source>
        <translation>«{0}» er skrevet, men LLaMA-Factory har ikke noe navn på oppsettet.</translation>
    </message>
    <message>
        <source>Choose ShareGPT or Alpaca, and a name that ends in .jsonl, .csv or .parquet.</source>
        <translation>Velg ShareGPT eller Alpaca, og et navn som slutter på .jsonl, .csv eller .parquet.</translation>
    </message>
    <message>
        <source>The memory did not suffice. The run goes on with all layers computed twice; its steps are as large as before.</source>
        <translation>Minnet strakk ikke til. Kjøringen fortsetter med alle lag beregnet to ganger; stegene er like store som før.</translation>
    </message>
    <message>
        <source>Next time choose “All” for the layers computed twice (gradient_checkpointing all), or lower the batch size (per_device_train_batch_size).</source>
        <translation>Velg neste gang «Alle» for lag som beregnes to ganger (gradient_checkpointing all), eller gjør bunkene mindre (per_device_train_batch_size).</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ingen</translation>
    </message>
    <message>
        <source>When memory is short</source>
        <translation>Når minnet er knapt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Layers computed twice</source>
        <translation>Lag som beregnes to ganger</translation>
    </message>
    <message>
        <source>Such a layer keeps only its input and is computed again when its gradient is needed: far less memory, and with all layers about a third more time. When memory is short, as few layers as make the run fit.</source>
        <translation>Et slikt lag beholder bare det det får inn, og beregnes på nytt når gradienten trengs: langt mindre minne, og med alle lag omtrent en tredel mer tid. Når minnet er knapt, så få lag som skal til for at kjøringen får plass.</translation>
    </message>
    <message>
        <source>AdamW, moments in main memory</source>
        <translation>AdamW, momenter i hovedminnet</translation>
    </message>
</context>
</TS>
