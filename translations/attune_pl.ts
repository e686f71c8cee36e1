<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl" sourcelanguage="en">
<context>
    <name>Format</name>
    <message>
        <source>%1 bn</source>
        <extracomment>millions, as in &quot;135 M parameters&quot;</extracomment>
        <translation>%1 mld</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 mln</translation>
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
        <translation>%1 godz. %2 min</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Fine-tune language models on your own machine.</source>
        <translation>Dostrajaj modele językowe na własnym komputerze.</translation>
    </message>
    <message>
        <source>A project folder (NAME.attune) to open.</source>
        <translation>Folder projektu (NAZWA.attune) do otwarcia.</translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>Weights</source>
        <translation>Wagi</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienty</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optymalizator</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktywacje</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Inne</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dane</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Przebieg</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Porównanie</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Próba</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Raport</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modele</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Quick try</source>
        <translation>Szybka próba</translation>
    </message>
    <message>
        <source>Thirty steps, to see whether all is in order.</source>
        <translation>Trzydzieści kroków, aby sprawdzić, czy wszystko działa.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Zrównoważony</translation>
    </message>
    <message>
        <source>The defaults: three epochs with a cosine schedule.</source>
        <translation>Wartości domyślne: trzy epoki z harmonogramem kosinusowym.</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Ostrożny</translation>
    </message>
    <message>
        <source>Up to five epochs; ends by itself when validation no longer improves.</source>
        <translation>Do pięciu epok; kończy się sam, gdy walidacja przestaje się poprawiać.</translation>
    </message>
    <message>
        <source>Little memory</source>
        <translation>Mało pamięci</translation>
    </message>
    <message>
        <source>One row at a time, eight added up to a step, and shorter rows.</source>
        <translation>Po jednym wierszu, osiem sumowanych w krok, i krótsze wiersze.</translation>
    </message>
</context>
<context>
    <name>attune::ui::AboutDialog</name>
    <message>
        <source>About Attune</source>
        <translation>O programie Attune</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Wersja %1</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It uses Qt, libtorch, QCustomPlot, SQLite, SentencePiece, ICU, PCRE2, simdjson and libarchive.</source>
        <translation>Wolne oprogramowanie na licencji GNU General Public License w wersji 3 lub nowszej. Używa Qt, libtorch, QCustomPlot, SQLite, SentencePiece, ICU, PCRE2, simdjson i libarchive.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Klawisze</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Przejście do strony</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Ponowne wczytanie</translation>
    </message>
    <message>
        <source>Start, send or import</source>
        <translation>Start, wysłanie lub import</translation>
    </message>
    <message>
        <source>Close a message</source>
        <translation>Zamknięcie komunikatu</translation>
    </message>
    <message>
        <source>Walk along a curve</source>
        <translation>Przejście wzdłuż krzywej</translation>
    </message>
    <message>
        <source>Show the whole curve</source>
        <translation>Cała krzywa</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Zakończenie</translation>
    </message>
    <message>
        <source>Fine-tunes language models on your own machine. Nothing leaves it.</source>
        <translation>Dostraja modele językowe na własnym komputerze. Nic go nie opuszcza.</translation>
    </message>
</context>
<context>
    <name>attune::ui::AdapterSum</name>
    <message>
        <source>&amp;Add an adapter</source>
        <translation>&amp;Dodaj adapter</translation>
    </message>
    <message>
        <source>Lets the adapters of several runs of one model answer together.</source>
        <translation>Adaptery kilku przebiegów jednego modelu odpowiadają razem.</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Waga przebiegu %1</translation>
    </message>
    <message>
        <source>Leave out %1</source>
        <translation>Pomiń %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::CheckPanel</name>
    <message>
        <source>serious</source>
        <translation>poważne</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>do sprawdzenia</translation>
    </message>
    <message>
        <source>note</source>
        <translation>uwaga</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Wyniki</translation>
    </message>
    <message>
        <source>Rows of the finding</source>
        <translation>Wiersze, których dotyczy wynik</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>Sprawdź &amp;ponownie</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Zatrzymaj</translation>
    </message>
    <message>
        <source>&amp;Plan this step</source>
        <translation>Za&amp;planuj ten krok</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>Postęp sprawdzania</translation>
    </message>
    <message>
        <source>Looking at the rows…</source>
        <translation>Przeglądanie wierszy…</translation>
    </message>
    <message>
        <source>Checking the rows</source>
        <translation>Sprawdzanie wierszy</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Sprawdzanie przerwano.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Niczego nie znaleziono.</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s) of findings</source>
        <translation>
            <numerusform>%n rodzaj wyników</numerusform>
            <numerusform>%n rodzaje wyników</numerusform>
            <numerusform>%n rodzajów wyników</numerusform>
        </translation>
    </message>
    <message>
        <source>Cut and untrained rows are those of %1 at %2 tokens.</source>
        <translation>Wiersze ucięte i nietrenowane dotyczą modelu %1 przy %2 tokenach.</translation>
    </message>
    <message>
        <source>With a model chosen on the page “Train”, rows that are cut or train nothing are found too.</source>
        <translation>Po wybraniu modelu na stronie „Trening” znajdowane są też wiersze ucięte i takie, które niczego nie trenują.</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Ustalenie</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Wiersze</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Udział</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Waga</translation>
    </message>
    <message>
        <source>&amp;Plan: %1</source>
        <translation>Za&amp;planuj: %1</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Wiersz</translation>
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
        <translation>Kroki czyszczenia</translation>
    </message>
    <message>
        <source>&amp;Add step</source>
        <translation>Dod&amp;aj krok</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Usuń</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Cofnij</translation>
    </message>
    <message>
        <source>&amp;Save as new version</source>
        <translation>Zapi&amp;sz jako nową wersję</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Kroki</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>Dodaj krok</translation>
    </message>
    <message>
        <source>Kind of step</source>
        <translation>Rodzaj kroku</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nie ustawiono</translation>
    </message>
    <message>
        <source>Counting the steps</source>
        <translation>Liczenie kroków</translation>
    </message>
    <message>
        <source>No steps yet. Add one here, or plan one under “Check”. The rows that are stored now are never changed.</source>
        <translation>Nie ma jeszcze kroków. Dodaj krok tutaj albo zaplanuj go w części „Sprawdzanie”. Zapisane wiersze nigdy nie są zmieniane.</translation>
    </message>
    <message>
        <source>These steps made this version. The version before is still there.</source>
        <translation>Te kroki utworzyły tę wersję. Poprzednia wersja nadal istnieje.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) planned; saving gives %1 rows.</source>
        <translation>
            <numerusform>Zaplanowano %n krok; po zapisaniu wierszy będzie %1.</numerusform>
            <numerusform>Zaplanowano %n kroki; po zapisaniu wierszy będzie %1.</numerusform>
            <numerusform>Zaplanowano %n kroków; po zapisaniu wierszy będzie %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) planned.</source>
        <translation>
            <numerusform>Zaplanowano %n krok.</numerusform>
            <numerusform>Zaplanowano %n kroki.</numerusform>
            <numerusform>Zaplanowano %n kroków.</numerusform>
        </translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Krok</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>done</source>
        <translation>wykonano</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>zaplanowano</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Przed</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Po</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Zmienione</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Saving the new version</source>
        <translation>Zapisywanie nowej wersji</translation>
    </message>
    <message numerus="yes">
        <source>Version %1 of “%2” is stored: %n row(s).</source>
        <translation>
            <numerusform>Wersja %1 zbioru „%2” jest zapisana: %n wiersz.</numerusform>
            <numerusform>Wersja %1 zbioru „%2” jest zapisana: %n wiersze.</numerusform>
            <numerusform>Wersja %1 zbioru „%2” jest zapisana: %n wierszy.</numerusform>
        </translation>
    </message>
    <message>
        <source>The version before it is still in the list of datasets.</source>
        <translation>Poprzednia wersja nadal jest na liście zbiorów danych.</translation>
    </message>
</context>
<context>
    <name>attune::ui::ComparePanel</name>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Technika</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Zbiór danych</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Podział</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Ziarno</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Urządzenie</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Zadanie</translation>
    </message>
    <message>
        <source>&amp;Only differences</source>
        <translation>Tylko &amp;różnice</translation>
    </message>
    <message>
        <source>These runs have the same settings.</source>
        <translation>Te przebiegi mają takie same ustawienia.</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Krzywe</translation>
    </message>
    <message>
        <source>Settings of the runs</source>
        <translation>Ustawienia przebiegów</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Results of the runs</source>
        <translation>Wyniki przebiegów</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Wyniki</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Ustawienie</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>best of these runs</source>
        <translation>najlepszy z tych przebiegów</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is better than “%2” on the same %n validation row(s): loss lower by %3 (95 % interval %4 to %5).</source>
        <translation>
            <numerusform>„%1” jest lepszy niż „%2” na tym samym %n wierszu walidacyjnym: strata mniejsza o %3 (przedział 95%: %4 do %5).</numerusform>
            <numerusform>„%1” jest lepszy niż „%2” na tych samych %n wierszach walidacyjnych: strata mniejsza o %3 (przedział 95%: %4 do %5).</numerusform>
            <numerusform>„%1” jest lepszy niż „%2” na tych samych %n wierszach walidacyjnych: strata mniejsza o %3 (przedział 95%: %4 do %5).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” and “%2” do not differ reliably on the same %n validation row(s).</source>
        <translation>
            <numerusform>„%1” i „%2” nie różnią się wiarygodnie na tym samym %n wierszu walidacyjnym.</numerusform>
            <numerusform>„%1” i „%2” nie różnią się wiarygodnie na tych samych %n wierszach walidacyjnych.</numerusform>
            <numerusform>„%1” i „%2” nie różnią się wiarygodnie na tych samych %n wierszach walidacyjnych.</numerusform>
        </translation>
    </message>
    <message>
        <source>The losses of these runs cannot be compared.</source>
        <translation>Strat tych przebiegów nie można porównać.</translation>
    </message>
</context>
<context>
    <name>attune::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Dane</translation>
    </message>
    <message>
        <source>Import examples, see what the model will see, and set some aside for validation and test.</source>
        <translation>Zaimportuj przykłady, zobacz to, co zobaczy model, i odłóż część na walidację i test.</translation>
    </message>
    <message>
        <source>&amp;Import files…</source>
        <translation>&amp;Importuj pliki…</translation>
    </message>
    <message>
        <source>Delete this dataset</source>
        <translation>Usuń ten zbiór danych</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Zbiór danych</translation>
    </message>
    <message>
        <source>Drop a file here</source>
        <translation>Upuść plik tutaj</translation>
    </message>
    <message>
        <source>A CSV or TSV table, JSON or JSON Lines: questions with answers, chat messages, texts with labels, or better and worse answers. The file itself is not changed.</source>
        <translation>Tabela CSV lub TSV, JSON lub JSON Lines: pytania z odpowiedziami, rozmowy, teksty z etykietami albo lepsze i gorsze odpowiedzi. Sam plik nie jest zmieniany.</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>&amp;Wybierz pliki…</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Wiersze</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Podział</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>Długości</translation>
    </message>
    <message>
        <source>Import record</source>
        <translation>Zapis importu</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Import plików</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n row(s))</source>
        <translation>
            <numerusform>%1 (%n wiersz)</numerusform>
            <numerusform>%1 (%n wiersze)</numerusform>
            <numerusform>%1 (%n wierszy)</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the rows</source>
        <translation>Wczytywanie wierszy</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kontrola</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Czyszczenie</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Wersje</translation>
    </message>
    <message>
        <source>Clean (%1)</source>
        <translation>Czyszczenie (%1)</translation>
    </message>
    <message>
        <source>%1 · version %2</source>
        <translation>%1 · wersja %2</translation>
    </message>
    <message>
        <source>“%1” is planned.</source>
        <translation>Zaplanowano „%1”.</translation>
    </message>
    <message>
        <source>Nothing is changed before you save a new version.</source>
        <translation>Nic się nie zmieni, dopóki nie zapiszesz nowej wersji.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Cofnij</translation>
    </message>
    <message>
        <source>Show the &amp;steps</source>
        <translation>Pokaż &amp;kroki</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.md *.conll *.gz *.zst *.xz *.bz2 *.zip *.parquet);;All files (*)</source>
        <translation>Tabele (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.md *.conll *.gz *.zst *.xz *.bz2 *.zip *.parquet);;Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>Save the rows as a file</source>
        <translation>Zapisz wiersze jako plik</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Wklej</translation>
    </message>
    <message>
        <source>There is no text to paste.</source>
        <translation>Nie ma tekstu do wklejenia.</translation>
    </message>
    <message>
        <source>Copy rows of a table or of a JSON file first.</source>
        <translation>Najpierw skopiuj wiersze tabeli albo pliku JSON.</translation>
    </message>
    <message>
        <source>Pasted rows</source>
        <translation>Wklejone wiersze</translation>
    </message>
    <message>
        <source>Name the file in dataset_info.json, for LLaMA-Factory</source>
        <translation>Wpisz plik do dataset_info.json, dla LLaMA-Factory</translation>
    </message>
</context>
<context>
    <name>attune::ui::DeviceBox</name>
    <message>
        <source>Automatic</source>
        <translation>Automatycznie</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Procesor</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>%1 pamięci</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>Automatycznie: %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::HomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Witamy</translation>
    </message>
    <message>
        <source>Fine-tune a language model on your own machine. Nothing leaves it.</source>
        <translation>Dostrój model językowy na własnym komputerze. Nic go nie opuszcza.</translation>
    </message>
    <message>
        <source>Try the &amp;starter project</source>
        <translation>Wypróbuj projekt &amp;startowy</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Nowy projekt…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>&amp;Otwórz projekt…</translation>
    </message>
    <message>
        <source>See it work</source>
        <translation>Zobacz, jak to działa</translation>
    </message>
    <message>
        <source>A small model and 503 questions about building permits. The first curves appear within a minute, without a network.</source>
        <translation>Mały model i 503 pytania o pozwolenia na budowę. Pierwsze krzywe pojawiają się w ciągu minuty, bez sieci.</translation>
    </message>
    <message>
        <source>Begin with your own examples</source>
        <translation>Zacznij od własnych przykładów</translation>
    </message>
    <message>
        <source>A table, JSON Lines or chat logs: questions with answers, or texts with labels. All of it stays in one folder.</source>
        <translation>Tabela, JSON Lines lub rozmowy: pytania z odpowiedziami albo teksty z etykietami. Wszystko pozostaje w jednym folderze.</translation>
    </message>
    <message>
        <source>Go on with your work</source>
        <translation>Kontynuuj swoją pracę</translation>
    </message>
    <message>
        <source>A project is a folder that ends in “.attune”. It can be moved and backed up as a whole.</source>
        <translation>Projekt to folder o nazwie zakończonej na „.attune”. Można go przenosić i archiwizować w całości.</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Ten projekt</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Ostatnie projekty</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Zdejmij z listy</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported</source>
        <translation>
            <numerusform>%n wiersz zaimportowany</numerusform>
            <numerusform>%n wiersze zaimportowane</numerusform>
            <numerusform>%n wierszy zaimportowanych</numerusform>
        </translation>
    </message>
    <message>
        <source>Import your examples</source>
        <translation>Zaimportuj swoje przykłady</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dane</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained</source>
        <translation>
            <numerusform>%n przebieg wytrenowany</numerusform>
            <numerusform>%n przebiegi wytrenowane</numerusform>
            <numerusform>%n przebiegów wytrenowanych</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a model and train it</source>
        <translation>Wybierz model i wytrenuj go</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Compare the runs and write a report</source>
        <translation>Porównaj przebiegi i napisz raport</translation>
    </message>
    <message>
        <source>Train a second run to compare with</source>
        <translation>Wytrenuj drugi przebieg do porównania</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Porównanie</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Nowy projekt</translation>
    </message>
    <message>
        <source>My project</source>
        <translation>Mój projekt</translation>
    </message>
    <message>
        <source>Attune projects (*.attune)</source>
        <translation>Projekty Attune (*.attune)</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>Otwórz folder projektu</translation>
    </message>
</context>
<context>
    <name>attune::ui::ImportPanel</name>
    <message>
        <source>found out</source>
        <translation>wykrywane</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>przecinek</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>średnik</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tabulator</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>kreska pionowa</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importuj</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Anuluj</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Pierwsze wiersze pliku</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>First row names the columns</source>
        <translation>Pierwszy wiersz nazywa kolumny</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Separator</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodowanie</translation>
    </message>
    <message>
        <source>Name of the dataset</source>
        <translation>Nazwa zbioru danych</translation>
    </message>
    <message>
        <source>What the columns mean</source>
        <translation>Co znaczą kolumny</translation>
    </message>
    <message>
        <source>Kind of rows</source>
        <translation>Rodzaj wierszy</translation>
    </message>
    <message>
        <source>none</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>Instruction before every conversation</source>
        <translation>Instrukcja przed każdą rozmową</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Wczytywanie pliku</translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>i jeszcze %n plik</numerusform>
            <numerusform>i jeszcze %n pliki</numerusform>
            <numerusform>i jeszcze %n plików</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n wiersz</numerusform>
            <numerusform>%n wiersze</numerusform>
            <numerusform>%n wierszy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n row(s)</source>
        <translation>
            <numerusform>około %n wiersza</numerusform>
            <numerusform>około %n wierszy</numerusform>
            <numerusform>około %n wierszy</numerusform>
        </translation>
    </message>
    <message>
        <source>choose a column</source>
        <translation>wybierz kolumnę</translation>
    </message>
    <message>
        <source>%1 of the first %2 rows can be used as they are.</source>
        <translation>%1 z pierwszych %2 wierszy nadaje się do użycia bez zmian.</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importowanie</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Zatrzymaj</translation>
    </message>
    <message>
        <source>Datasets that the file describes</source>
        <translation>Zbiory danych opisane w pliku</translation>
    </message>
    <message>
        <source>The file describes no dataset that can be imported.</source>
        <translation>Plik nie opisuje żadnego zbioru danych, który można zaimportować.</translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) were left out.</source>
        <translation>
            <numerusform>Pominięto %n zbiór danych.</numerusform>
            <numerusform>Pominięto %n zbiory danych.</numerusform>
            <numerusform>Pominięto %n zbiorów danych.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, pozostało około %2</translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthHistogram</name>
    <message>
        <source>Length of the rows in tokens</source>
        <translation>Długość wierszy w tokenach</translation>
    </message>
    <message>
        <source>Half of the rows have at most %1 tokens, the longest has %2.</source>
        <translation>Połowa wierszy ma najwyżej %1 tokenów, najdłuższy ma %2.</translation>
    </message>
    <message>
        <source>No row is cut at %1.</source>
        <translation>Żaden wiersz nie jest ucinany przy %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) longer than %1 would be cut.</source>
        <translation>
            <numerusform>%n wiersz dłuższy niż %1 zostałby ucięty.</numerusform>
            <numerusform>%n wiersze dłuższe niż %1 zostałyby ucięte.</numerusform>
            <numerusform>%n wierszy dłuższych niż %1 zostałoby uciętych.</numerusform>
        </translation>
    </message>
    <message>
        <source>cut at %1</source>
        <translation>cięcie przy %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation>
            <numerusform>%1 do %2 tokenów: %n wiersz</numerusform>
            <numerusform>%1 do %2 tokenów: %n wiersze</numerusform>
            <numerusform>%1 do %2 tokenów: %n wierszy</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthsPanel</name>
    <message>
        <source>Tokens in a row</source>
        <translation>Tokeny w wierszu</translation>
    </message>
    <message>
        <source>Use at most</source>
        <translation>Użyj najwyżej</translation>
    </message>
    <message>
        <source>Tokens of a row that are used</source>
        <translation>Tokeny wiersza, które są używane</translation>
    </message>
    <message>
        <source>tokens of a row</source>
        <translation>tokenów wiersza</translation>
    </message>
    <message>
        <source>Choose a model on the page “Train” first.</source>
        <translation>Najpierw wybierz model na stronie „Trening”.</translation>
    </message>
    <message>
        <source>Each model cuts text into tokens in its own way, so the lengths depend on it.</source>
        <translation>Każdy model dzieli tekst na tokeny na swój sposób, więc długości od niego zależą.</translation>
    </message>
    <message>
        <source>Counted with the tokens of %1.</source>
        <translation>Policzone tokenami modelu %1.</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>Liczenie tokenów</translation>
    </message>
</context>
<context>
    <name>attune::ui::LivePage</name>
    <message>
        <source>Run</source>
        <translation>Przebieg</translation>
    </message>
    <message>
        <source>&amp;Stop and save</source>
        <translation>&amp;Zatrzymaj i zapisz</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Porównaj</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>&amp;Wypróbuj</translation>
    </message>
    <message>
        <source>No run is training</source>
        <translation>Żaden przebieg nie trwa</translation>
    </message>
    <message>
        <source>Its curves, speed and sample answers appear here while it trains, and stay until the next one.</source>
        <translation>Krzywe, szybkość i przykładowe odpowiedzi pojawiają się tu podczas treningu i pozostają do następnego.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Przygotuj przebieg</translation>
    </message>
    <message>
        <source>The plot could not be written to “%1”.</source>
        <translation>Nie udało się zapisać wykresu w „%1”.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wybierz inny folder.</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Postęp przebiegu</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Krok</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Pozostało</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Strata treningowa</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Strata walidacyjna</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Tokeny na sekundę</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Szybkość uczenia</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Norma gradientu</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Pamięć</translation>
    </message>
    <message>
        <source>What it answers now</source>
        <translation>Co odpowiada teraz</translation>
    </message>
    <message>
        <source>At each look at the validation rows the model answers some of their questions.</source>
        <translation>Przy każdym spojrzeniu na wiersze walidacyjne model odpowiada na kilka ich pytań.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 z %2</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>zapisywanie</translation>
    </message>
    <message>
        <source>training on %1</source>
        <translation>trening: %1</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>przygotowanie</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nieudany</translation>
    </message>
    <message>
        <source>stopped, can be resumed</source>
        <translation>zatrzymany, można wznowić</translation>
    </message>
    <message>
        <source>ended early: no longer better</source>
        <translation>zakończony wcześniej: bez poprawy</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>ukończony</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Zatrzymaj i zapisz</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Krok %1</translation>
    </message>
    <message>
        <source>(no answer)</source>
        <translation>(brak odpowiedzi)</translation>
    </message>
    <message>
        <source>Expected: %1</source>
        <translation>Oczekiwano: %1</translation>
    </message>
    <message>
        <source>To fit the memory, %1 of %2 layers are computed twice.</source>
        <translation>Aby zmieścić się w pamięci, %1 z %2 warstw jest obliczanych dwukrotnie.</translation>
    </message>
</context>
<context>
    <name>attune::ui::MainWindow</name>
    <message>
        <source>Undo</source>
        <translation>Cofnij</translation>
    </message>
    <message>
        <source>The model is exported and was checked by reading it back.</source>
        <translation>Model został wyeksportowany i sprawdzony przez ponowne wczytanie.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Otwórz folder</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>Brak projektu</translation>
    </message>
    <message>
        <source>%1 — Attune</source>
        <translation>%1 — Attune</translation>
    </message>
    <message>
        <source>A model is being trained.</source>
        <translation>Trwa trening modelu.</translation>
    </message>
    <message>
        <source>Closing stops the training and saves it; it can be resumed later.</source>
        <translation>Zamknięcie zatrzymuje trening i zapisuje go; można go później wznowić.</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>Kontynuuj trening</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Zatrzymaj i zamknij</translation>
    </message>
    <message>
        <source>Saving the training; the window closes by itself.</source>
        <translation>Zapisywanie treningu; okno zamknie się samo.</translation>
    </message>
    <message>
        <source>Open or create a project first.</source>
        <translation>Najpierw otwórz lub utwórz projekt.</translation>
    </message>
    <message>
        <source>Files are imported into a project.</source>
        <translation>Pliki importuje się do projektu.</translation>
    </message>
</context>
<context>
    <name>attune::ui::MemoryBar</name>
    <message>
        <source>Memory needed</source>
        <translation>Potrzebna pamięć</translation>
    </message>
    <message>
        <source>%1 of %2 available</source>
        <translation>%1 z %2 dostępnych</translation>
    </message>
</context>
<context>
    <name>attune::ui::MessageBar</name>
    <message>
        <source>Close message</source>
        <translation>Zamknij komunikat</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Kopiuj szczegóły</translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelsPage</name>
    <message>
        <source>Hugging Face cache</source>
        <translation>pamięć podręczna Hugging Face</translation>
    </message>
    <message>
        <source>came with Attune</source>
        <translation>dołączony do Attune</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>folder</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modele</translation>
    </message>
    <message>
        <source>What is on this machine, and how each model could be trained here.</source>
        <translation>Co jest na tym komputerze i jak można tu trenować każdy z modeli.</translation>
    </message>
    <message>
        <source>Models on this machine</source>
        <translation>Modele na tym komputerze</translation>
    </message>
    <message>
        <source>Techniques</source>
        <translation>Techniki</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Przeglądaj…</translation>
    </message>
    <message>
        <source>&amp;Download…</source>
        <translation>Po&amp;bierz…</translation>
    </message>
    <message>
        <source>No models yet</source>
        <translation>Nie ma jeszcze modeli</translation>
    </message>
    <message>
        <source>Attune looks in the cache that Hugging Face programs share. Browse for a model folder or a .gguf file, or download one by its name.</source>
        <translation>Attune zagląda do pamięci podręcznej wspólnej dla programów Hugging Face. Wskaż folder modelu lub plik .gguf albo pobierz model po nazwie.</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>Pobieranie modelu</translation>
    </message>
    <message>
        <source>organisation/name, or organisation/name@revision</source>
        <translation>organizacja/nazwa lub organizacja/nazwa@rewizja</translation>
    </message>
    <message>
        <source>Name of the model on the hub</source>
        <translation>Nazwa modelu w hubie</translation>
    </message>
    <message>
        <source>Access token, for models that ask for one</source>
        <translation>Token dostępu, jeśli model go wymaga</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Token dostępu</translation>
    </message>
    <message>
        <source>Is kept until Attune is closed and never written to disk.</source>
        <translation>Jest pamiętany do zamknięcia Attune i nigdy nie trafia na dysk.</translation>
    </message>
    <message>
        <source>&amp;Look up</source>
        <translation>&amp;Sprawdź</translation>
    </message>
    <message>
        <source>Do&amp;wnload</source>
        <translation>Pobier&amp;z</translation>
    </message>
    <message>
        <source>Nothing is sent or fetched before you press the button. The files go to the cache that other programs share, each checked against the hub&apos;s SHA-256.</source>
        <translation>Nic nie jest wysyłane ani pobierane, dopóki nie naciśniesz przycisku. Pliki trafiają do pamięci podręcznej wspólnej z innymi programami, a każdy jest sprawdzany z sumą SHA-256 huba.</translation>
    </message>
    <message>
        <source>What fits this machine</source>
        <translation>Co zmieści się na tym komputerze</translation>
    </message>
    <message>
        <source>&amp;Train this model</source>
        <translation>&amp;Trenuj ten model</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Wybierz model</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors config.json *.index.json);;All files (*)</source>
        <translation>Modele (*.gguf *.safetensors config.json *.index.json);;Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Rodzina</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parametry</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Na dysku</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontekst</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencja</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nie podano</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Gdzie</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Szacowanie</translation>
    </message>
    <message>
        <source>Memory at the peak with rows of %1 tokens, %2 at once, as set on the page “Train”. %3 are free now; what does not fit can still be tried.</source>
        <translation>Szczytowa pamięć dla wierszy po %1 tokenów, %2 naraz, jak ustawiono na stronie „Trening”. Teraz wolne jest %3; to, co się nie mieści, i tak można wypróbować.</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Technika</translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Trenowane parametry</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Pamięć</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Tutaj</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>mieści się</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>za duże</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Pytanie huba…</translation>
    </message>
    <message>
        <source>Looking up a model</source>
        <translation>Sprawdzanie modelu</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n file(s), licence: %3.</source>
        <translation>
            <numerusform>%1: %2 w %n pliku, licencja: %3.</numerusform>
            <numerusform>%1: %2 w %n plikach, licencja: %3.</numerusform>
            <numerusform>%1: %2 w %n plikach, licencja: %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Downloading; the progress is shown at the left. What is there already is not fetched again.</source>
        <translation>Pobieranie; postęp widać po lewej stronie. To, co już jest, nie jest pobierane ponownie.</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>Pobieranie %1</translation>
    </message>
    <message>
        <source>It is here: %1</source>
        <translation>Jest tutaj: %1</translation>
    </message>
    <message>
        <source>In the &amp;keyring</source>
        <translation>W pę&amp;ku kluczy</translation>
    </message>
    <message>
        <source>Keeps the token in the desktop&apos;s keyring, encrypted, and takes it from there while the field is empty. Without the tick it is removed from there.</source>
        <translation>Przechowuje token zaszyfrowany w pęku kluczy pulpitu i pobiera go stamtąd, gdy pole jest puste. Bez zaznaczenia token jest stamtąd usuwany.</translation>
    </message>
    <message>
        <source>Removing the token from the keyring</source>
        <translation>Usuwanie tokenu z pęku kluczy</translation>
    </message>
    <message>
        <source>The keyring holds no token any more.</source>
        <translation>W pęku kluczy nie ma już tokenu.</translation>
    </message>
</context>
<context>
    <name>attune::ui::NavigationRail</name>
    <message>
        <source>Preferences</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>About</source>
        <translation>O programie</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>Zatrzymaj to</translation>
    </message>
</context>
<context>
    <name>attune::ui::ParamField</name>
    <message>
        <source>Back to the default</source>
        <translation>Przywróć wartość domyślną</translation>
    </message>
</context>
<context>
    <name>attune::ui::ParamForm</name>
    <message>
        <source>All settings</source>
        <translation>Wszystkie ustawienia</translation>
    </message>
</context>
<context>
    <name>attune::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Jak pulpit</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Język</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Jasny</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Ciemny</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Wygląd</translation>
    </message>
    <message>
        <source>where the set-up put it</source>
        <translation>tam, gdzie umieściła go instalacja</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Przeglądaj…</translation>
    </message>
    <message>
        <source>Folder of libtorch</source>
        <translation>Folder biblioteki libtorch</translation>
    </message>
    <message>
        <source>Folder of lib&amp;torch</source>
        <translation>Folder biblioteki lib&amp;torch</translation>
    </message>
    <message>
        <source>The folder that holds lib/libtorch_cpu.so. Used from the next start on.</source>
        <translation>Folder zawierający lib/libtorch_cpu.so. Używany od następnego uruchomienia.</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>wszystkie rdzenie</translation>
    </message>
    <message>
        <source>T&amp;hreads for training</source>
        <translation>Wą&amp;tki do treningu</translation>
    </message>
    <message>
        <source>Used from the next start on. Results depend on the number of threads in the last digits.</source>
        <translation>Używane od następnego uruchomienia. Ostatnie cyfry wyników zależą od liczby wątków.</translation>
    </message>
</context>
<context>
    <name>attune::ui::RateDialog</name>
    <message>
        <source>The model learns for a few steps at each rate, from very small to very large. Where the loss falls fastest is a good rate to train with.</source>
        <translation>Model uczy się kilka kroków przy każdej szybkości, od bardzo małej do bardzo dużej. Tam, gdzie strata spada najszybciej, leży dobra szybkość do treningu.</translation>
    </message>
    <message>
        <source>&amp;Use this rate</source>
        <translation>&amp;Użyj tej szybkości</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Zamknij</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>Znajdź szybkość uczenia</translation>
    </message>
    <message>
        <source>Progress of the test</source>
        <translation>Postęp próby</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Próbowanie szybkości uczenia</translation>
    </message>
    <message>
        <source>The loss falls fastest at a rate of %1; above %2 learning gets worse.</source>
        <translation>Strata spada najszybciej przy szybkości %1; powyżej %2 uczenie się pogarsza.</translation>
    </message>
</context>
<context>
    <name>attune::ui::RatePlot</name>
    <message>
        <source>Loss over the learning rate</source>
        <translation>Strata w zależności od szybkości uczenia</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Szybkość uczenia</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Strata</translation>
    </message>
</context>
<context>
    <name>attune::ui::RecordPanel</name>
    <message>
        <source>Rows in the files</source>
        <translation>Wiersze w plikach</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Zachowane</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Odrzucone</translation>
    </message>
    <message>
        <source>Every row of the files could be used.</source>
        <translation>Wszystkie wiersze plików nadały się do użycia.</translation>
    </message>
    <message>
        <source>Dropped rows</source>
        <translation>Odrzucone wiersze</translation>
    </message>
    <message>
        <source>Fingerprint of the rows: %1</source>
        <translation>Odcisk wierszy: %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Plik</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Wiersz</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linia</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Powód</translation>
    </message>
</context>
<context>
    <name>attune::ui::ReportPage</name>
    <message>
        <source>Report</source>
        <translation>Raport</translation>
    </message>
    <message>
        <source>One file that tells what was trained on what, how it went, and what came out.</source>
        <translation>Jeden plik, który mówi, co na czym trenowano, jak to przebiegło i co z tego wyszło.</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Zapisz…</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Otwórz folder</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Rodzaj pliku</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Nothing to report yet</source>
        <translation>Nie ma jeszcze czego raportować</translation>
    </message>
    <message>
        <source>A report holds data, settings, curves, results and sample answers of the runs that you choose.</source>
        <translation>Raport zawiera dane, ustawienia, krzywe, wyniki i przykładowe odpowiedzi wybranych przebiegów.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Przygotuj przebieg</translation>
    </message>
    <message>
        <source>Runs in the report</source>
        <translation>Przebiegi w raporcie</translation>
    </message>
    <message>
        <source>Preview of the report</source>
        <translation>Podgląd raportu</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Pisanie raportu</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Zapisz raport</translation>
    </message>
    <message>
        <source>report</source>
        <translation>raport</translation>
    </message>
    <message>
        <source>The report is saved as “%1”.</source>
        <translation>Raport zapisano jako „%1”.</translation>
    </message>
</context>
<context>
    <name>attune::ui::RowDialog</name>
    <message>
        <source>Instruction</source>
        <translation>Instrukcja</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedź</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Narzędzie</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pytanie</translation>
    </message>
    <message>
        <source>Edit row %1</source>
        <translation>Edycja wiersza %1</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Lepsza odpowiedź</translation>
    </message>
    <message>
        <source>Worse answer</source>
        <translation>Gorsza odpowiedź</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Labels, one a line</source>
        <translation>Etykiety, po jednej w wierszu</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Słowa</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Znaczniki</translation>
    </message>
    <message>
        <source>The change is planned as a step; the stored rows stay as they are until you save a new version.</source>
        <translation>Zmiana jest planowana jako krok; zapisane wiersze pozostają bez zmian, dopóki nie zapiszesz nowej wersji.</translation>
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
        <translation>Etykieta</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Słowa</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Znaczniki</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pytanie</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Lepsza odpowiedź</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedź</translation>
    </message>
    <message>
        <source>Rows of the dataset</source>
        <translation>Wiersze zbioru danych</translation>
    </message>
    <message>
        <source>Search in the rows</source>
        <translation>Szukaj w wierszach</translation>
    </message>
    <message>
        <source>As the model sees it</source>
        <translation>Tak, jak widzi to model</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>nieużywany</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>walidacja</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Wiersz</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Część</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 z %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n wiersz</numerusform>
            <numerusform>%n wiersze</numerusform>
            <numerusform>%n wierszy</numerusform>
        </translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Szukanie</translation>
    </message>
    <message>
        <source>Choose a row to see its tokens.</source>
        <translation>Wybierz wiersz, aby zobaczyć jego tokeny.</translation>
    </message>
    <message>
        <source>Choose a model on the page “Train”: each model cuts text into tokens in its own way.</source>
        <translation>Wybierz model na stronie „Trening”: każdy model dzieli tekst na tokeny na swój sposób.</translation>
    </message>
    <message>
        <source>Cutting the row into tokens</source>
        <translation>Dzielenie wiersza na tokeny</translation>
    </message>
    <message>
        <source>Tokens of %1; the loss counts the trained ones.</source>
        <translation>Tokeny modelu %1; strata liczy tokeny trenowane.</translation>
    </message>
    <message>
        <source>Edit this row</source>
        <translation>Edytuj ten wiersz</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>Usuń ten wiersz</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunCanvas</name>
    <message>
        <source>Loss curves</source>
        <translation>Krzywe straty</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Strata</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Krok</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoka</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokeny</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuty</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Szybkość uczenia</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Norma gradientu</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Tokeny na sekundę</translation>
    </message>
    <message>
        <source>best: step %1</source>
        <translation>najlepszy: krok %1</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>walidacja</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>krok %1</translation>
    </message>
    <message>
        <source>training %1</source>
        <translation>trening %1</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>walidacja %1</translation>
    </message>
</context>
<context>
    <name>attune::ui::RunPlot</name>
    <message>
        <source>Logarithmic</source>
        <translation>Logarytmicznie</translation>
    </message>
    <message>
        <source>by step</source>
        <translation>według kroków</translation>
    </message>
    <message>
        <source>by epoch</source>
        <translation>według epok</translation>
    </message>
    <message>
        <source>by tokens</source>
        <translation>według tokenów</translation>
    </message>
    <message>
        <source>by time</source>
        <translation>według czasu</translation>
    </message>
    <message>
        <source>Both losses</source>
        <translation>Obie straty</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Strata treningowa</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Strata walidacyjna</translation>
    </message>
    <message>
        <source>Nothing below</source>
        <translation>Nic pod spodem</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Szybkość uczenia</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Norma gradientu</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Szybkość</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Oś pozioma</translation>
    </message>
    <message>
        <source>Losses shown</source>
        <translation>Pokazywane straty</translation>
    </message>
    <message>
        <source>Plot below</source>
        <translation>Wykres poniżej</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Wygładzanie</translation>
    </message>
    <message>
        <source>Smooths the training loss for the eye; the faint line is what was measured.</source>
        <translation>Wygładza stratę treningową dla oka; blada linia to wartości zmierzone.</translation>
    </message>
    <message>
        <source>Show all (double-click, or 0)</source>
        <translation>Pokaż wszystko (podwójne kliknięcie lub 0)</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Zapisz wykres</translation>
    </message>
    <message>
        <source>Save as %1…</source>
        <translation>Zapisz jako %1…</translation>
    </message>
    <message>
        <source>%1, each step</source>
        <translation>%1, każdy krok</translation>
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
        <translation>ukończony</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>zatrzymany</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nieudany</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>przerwany</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Porównanie</translation>
    </message>
    <message>
        <source>Select one run or several: their curves, settings and results are laid side by side.</source>
        <translation>Zaznacz jeden lub kilka przebiegów: ich krzywe, ustawienia i wyniki pojawią się obok siebie.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Przebiegi</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Nie ma jeszcze przebiegów</translation>
    </message>
    <message>
        <source>Train two runs with different settings; here you see which one is better and why.</source>
        <translation>Wytrenuj dwa przebiegi z różnymi ustawieniami; tutaj zobaczysz, który jest lepszy i dlaczego.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Przygotuj przebieg</translation>
    </message>
    <message>
        <source>The plot could not be written to “%1”.</source>
        <translation>Nie udało się zapisać wykresu w „%1”.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wybierz inny folder.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Wznów</translation>
    </message>
    <message>
        <source>E&amp;valuate</source>
        <translation>&amp;Oceń</translation>
    </message>
    <message>
        <source>Scores the run and its base model on the test rows.</source>
        <translation>Ocenia przebieg i jego model bazowy na wierszach testowych.</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Eksportuj</translation>
    </message>
    <message>
        <source>Adapter (PEFT)…</source>
        <translation>Adapter (PEFT)…</translation>
    </message>
    <message>
        <source>Merged model (Hugging Face)…</source>
        <translation>Scalony model (Hugging Face)…</translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation>Usuń zaznaczone przebiegi</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Przebieg</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Best validation</source>
        <translation>Najlepsza walidacja</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Strata treningowa</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Kroki</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Czas</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Technika</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Utworzono</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Porównywanie</translation>
    </message>
    <message>
        <source>Export to a new folder</source>
        <translation>Eksport do nowego folderu</translation>
    </message>
</context>
<context>
    <name>attune::ui::SplitPanel</name>
    <message>
        <source>at random</source>
        <translation>losowo</translation>
    </message>
    <message>
        <source>by content: rows keep their part when data is added</source>
        <translation>według treści: wiersze zachowują swoją część po dodaniu danych</translation>
    </message>
    <message>
        <source>by time: the latest rows are the test</source>
        <translation>według czasu: najnowsze wiersze to test</translation>
    </message>
    <message>
        <source>Column with the time</source>
        <translation>Kolumna z czasem</translation>
    </message>
    <message>
        <source>&amp;Use this split</source>
        <translation>&amp;Użyj tego podziału</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Części</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Rows that the model learns from.</source>
        <translation>Wiersze, z których model się uczy.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Walidacja</translation>
    </message>
    <message>
        <source>Rows that show during training whether it still gets better.</source>
        <translation>Wiersze, które podczas treningu pokazują, czy model wciąż się poprawia.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Rows that are kept for the evaluation at the end.</source>
        <translation>Wiersze zachowane do oceny na końcu.</translation>
    </message>
    <message>
        <source>Divided</source>
        <translation>Sposób podziału</translation>
    </message>
    <message>
        <source>How it is decided which row goes where.</source>
        <translation>Jak ustala się, dokąd trafia który wiersz.</translation>
    </message>
    <message>
        <source>Keep the shares of</source>
        <translation>Zachowaj udziały</translation>
    </message>
    <message>
        <source>Each part gets the same share of each label or value.</source>
        <translation>Każda część otrzymuje taki sam udział każdej etykiety lub wartości.</translation>
    </message>
    <message>
        <source>Keep together</source>
        <translation>Trzymaj razem</translation>
    </message>
    <message>
        <source>Rows with the same value of this column never stand in two parts, such as messages of one customer.</source>
        <translation>Wiersze z tą samą wartością w tej kolumnie nigdy nie trafiają do dwóch części, np. wiadomości jednego klienta.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Ziarno</translation>
    </message>
    <message>
        <source>The same number gives the same split.</source>
        <translation>Ta sama liczba daje ten sam podział.</translation>
    </message>
    <message>
        <source>This gives</source>
        <translation>To daje</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nic</translation>
    </message>
    <message>
        <source>the labels</source>
        <translation>etykiety</translation>
    </message>
    <message>
        <source>Counting the parts</source>
        <translation>Liczenie części</translation>
    </message>
    <message>
        <source>Training %1 · validation %2 · test %3</source>
        <translation>Trening %1 · walidacja %2 · test %3</translation>
    </message>
    <message>
        <source>Every row is used.</source>
        <translation>Wszystkie wiersze są używane.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are left out.</source>
        <translation>
            <numerusform>%n wiersz pominięto.</numerusform>
            <numerusform>%n wiersze pominięto.</numerusform>
            <numerusform>%n wierszy pominięto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) also stand in another part.</source>
        <translation>
            <numerusform>%n wiersz występuje też w innej części.</numerusform>
            <numerusform>%n wiersze występują też w innej części.</numerusform>
            <numerusform>%n wierszy występuje też w innej części.</numerusform>
        </translation>
    </message>
    <message>
        <source>in folds: each part validates once, for few rows</source>
        <translation>w częściach: każda raz służy do walidacji, przy małej liczbie wierszy</translation>
    </message>
    <message>
        <source>Fold that validates</source>
        <translation>Część do walidacji</translation>
    </message>
    <message>
        <source>of</source>
        <translation>z</translation>
    </message>
    <message>
        <source>Train once with each fold and compare the runs: together they validate every row.</source>
        <translation>Przeprowadź trening raz z każdą częścią i porównaj przebiegi: razem walidują każdy wiersz.</translation>
    </message>
    <message>
        <source>Number of folds</source>
        <translation>Liczba części</translation>
    </message>
    <message>
        <source>equal rows</source>
        <translation>jednakowe wiersze</translation>
    </message>
    <message>
        <source>equal and nearly equal rows</source>
        <translation>jednakowe i prawie jednakowe wiersze</translation>
    </message>
    <message>
        <source>Equal rows on both sides make the model look better than it is.</source>
        <translation>Jednakowe wiersze po obu stronach sprawiają, że model wygląda na lepszy, niż jest.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stand nearly the same in another part.</source>
        <translation>
            <numerusform>%n wiersz występuje prawie tak samo w innej części.</numerusform>
            <numerusform>%n wiersze występują prawie tak samo w innej części.</numerusform>
            <numerusform>%n wierszy występuje prawie tak samo w innej części.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nearly equal rows on both sides make the model look better than it is.</source>
        <translation>Prawie jednakowe wiersze po obu stronach sprawiają, że model wygląda na lepszy, niż jest.</translation>
    </message>
    <message>
        <source>&amp;Keep them together</source>
        <translation>&amp;Trzymaj je razem</translation>
    </message>
    <message>
        <source>&amp;Plan to remove the copies</source>
        <translation>Za&amp;planuj usunięcie kopii</translation>
    </message>
    <message>
        <source>What the parts hold</source>
        <translation>Co zawierają części</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Wiersze</translation>
    </message>
    <message>
        <source>Characters in the middle row</source>
        <translation>Znaki w środkowym wierszu</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etykieta</translation>
    </message>
</context>
<context>
    <name>attune::ui::TokenPane</name>
    <message>
        <source>Tokens of the row</source>
        <translation>Tokeny wiersza</translation>
    </message>
    <message>
        <source>trained: %1</source>
        <translation>trenowane: %1</translation>
    </message>
    <message>
        <source>read only: %1</source>
        <translation>tylko czytane: %1</translation>
    </message>
    <message>
        <source>cut off: %1</source>
        <translation>ucięte: %1</translation>
    </message>
    <message>
        <source>special: %1</source>
        <translation>specjalne: %1</translation>
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
        <translation>Trening</translation>
    </message>
    <message>
        <source>Choose what learns from what, and how. The right side says what it will take.</source>
        <translation>Wybierz, co, z czego i jak ma się uczyć. Prawa strona mówi, ile to będzie kosztować.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Data and model</source>
        <translation>Dane i model</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Przeglądaj…</translation>
    </message>
    <message>
        <source>&amp;Dataset</source>
        <translation>Zbiór &amp;danych</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Model</translation>
    </message>
    <message>
        <source>&amp;Name of the run</source>
        <translation>&amp;Nazwa przebiegu</translation>
    </message>
    <message>
        <source>Com&amp;pute on</source>
        <translation>&amp;Obliczaj na</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>&amp;Ziarno</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Technika</translation>
    </message>
    <message>
        <source>Before the start</source>
        <translation>Przed startem</translation>
    </message>
    <message>
        <source>Rows to learn from</source>
        <translation>Wiersze do nauki</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Kroki</translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Trenowane parametry</translation>
    </message>
    <message>
        <source>Memory at the peak</source>
        <translation>Pamięć w szczycie</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>&amp;Rozpocznij trening</translation>
    </message>
    <message>
        <source>Ctrl+Enter starts. It can be stopped and resumed at any time.</source>
        <translation>Ctrl+Enter rozpoczyna. Trening można w każdej chwili zatrzymać i wznowić.</translation>
    </message>
    <message>
        <source>Import data first</source>
        <translation>Najpierw zaimportuj dane</translation>
    </message>
    <message>
        <source>Browse for a model</source>
        <translation>Wskaż model</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Szukanie modeli…</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>up to %1 tokens</source>
        <translation>do %1 tokenów</translation>
    </message>
    <message>
        <source>licence %1</source>
        <translation>licencja %1</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Wybierz model</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors config.json *.index.json);;All files (*)</source>
        <translation>Modele (*.gguf *.safetensors config.json *.index.json);;Wszystkie pliki (*)</translation>
    </message>
    <message>
        <source>%1, run %2</source>
        <translation>%1, przebieg %2</translation>
    </message>
    <message>
        <source>Estimating</source>
        <translation>Szacowanie</translation>
    </message>
    <message>
        <source>%1 of %2 (%3)</source>
        <translation>%1 z %2 (%3)</translation>
    </message>
    <message>
        <source>A run is training</source>
        <translation>Trwa inny przebieg</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Zacznij od</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Zadanie</translation>
    </message>
    <message>
        <source>&amp;Find a learning rate…</source>
        <translation>&amp;Znajdź szybkość uczenia…</translation>
    </message>
    <message>
        <source>Tries rising rates for a few steps each and suggests one.</source>
        <translation>Próbuje rosnących szybkości po kilka kroków i proponuje jedną.</translation>
    </message>
    <message>
        <source>Layers computed twice, which takes longer: %1 of %2</source>
        <translation>Warstwy obliczane dwukrotnie, co trwa dłużej: %1 z %2</translation>
    </message>
</context>
<context>
    <name>attune::ui::TryPage</name>
    <message>
        <source>Try</source>
        <translation>Próba</translation>
    </message>
    <message>
        <source>Ask the model what it has learnt, beside what it knew before.</source>
        <translation>Zapytaj model, czego się nauczył, obok tego, co wiedział wcześniej.</translation>
    </message>
    <message>
        <source>&amp;Base model beside it</source>
        <translation>Obok model &amp;bazowy</translation>
    </message>
    <message>
        <source>Ask something that the training rows are about, in other words than theirs.</source>
        <translation>Zapytaj o coś, o czym mówią wiersze treningowe, ale innymi słowami.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Wyślij</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Za&amp;trzymaj</translation>
    </message>
    <message>
        <source>&amp;New conversation</source>
        <translation>&amp;Nowa rozmowa</translation>
    </message>
    <message>
        <source>No trained model yet</source>
        <translation>Nie ma jeszcze wytrenowanego modelu</translation>
    </message>
    <message>
        <source>When a run has ended, its model answers here, beside the base model that it came from.</source>
        <translation>Po zakończeniu przebiegu jego model odpowiada tutaj, obok modelu bazowego, z którego powstał.</translation>
    </message>
    <message>
        <source>&amp;Prepare a run</source>
        <translation>&amp;Przygotuj przebieg</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Twoje pytanie</translation>
    </message>
    <message>
        <source>Your question; Enter sends, Shift+Enter begins a new line</source>
        <translation>Twoje pytanie; Enter wysyła, Shift+Enter zaczyna nowy wiersz</translation>
    </message>
    <message>
        <source>0 always takes the likeliest word; higher values vary more.</source>
        <translation>0 zawsze wybiera najbardziej prawdopodobne słowo; wyższe wartości dają większą różnorodność.</translation>
    </message>
    <message>
        <source>Model of the run</source>
        <translation>Model przebiegu</translation>
    </message>
    <message>
        <source>Tokens at most</source>
        <translation>Tokenów najwyżej</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatura</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Ziarno</translation>
    </message>
    <message>
        <source>Tuned</source>
        <translation>Dostrojony</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Bazowy</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>Odpowiadanie</translation>
    </message>
</context>
<context>
    <name>attune::ui::VersionsPanel</name>
    <message>
        <source>removed</source>
        <translation>usunięto</translation>
    </message>
    <message>
        <source>added</source>
        <translation>dodano</translation>
    </message>
    <message>
        <source>made by a step</source>
        <translation>utworzone przez krok</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>zmieniono</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>Zapi&amp;sz</translation>
    </message>
    <message>
        <source>Changed rows</source>
        <translation>Zmienione wiersze</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Co się zmieniło</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>W porównaniu z</translation>
    </message>
    <message>
        <source>What is known of these rows</source>
        <translation>Co wiadomo o tych wierszach</translation>
    </message>
    <message>
        <source>Every report on a run with these rows tells this.</source>
        <translation>Podaje to każdy raport o przebiegu z tymi wierszami.</translation>
    </message>
    <message>
        <source>There is no other version yet.</source>
        <translation>Nie ma jeszcze innej wersji.</translation>
    </message>
    <message>
        <source>Reading what is known of the rows</source>
        <translation>Odczytywanie informacji o wierszach</translation>
    </message>
    <message>
        <source>Saving what is known of the rows</source>
        <translation>Zapisywanie informacji o wierszach</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Zapisano.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Porównywanie…</translation>
    </message>
    <message>
        <source>Comparing two versions</source>
        <translation>Porównywanie dwóch wersji</translation>
    </message>
    <message>
        <source>Same %1 · removed %2 · added %3 · edited %4</source>
        <translation>Takie same: %1 · usunięte: %2 · dodane: %3 · zmienione: %4</translation>
    </message>
    <message>
        <source>Both have the same rows.</source>
        <translation>Obie mają te same wiersze.</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>The mixture of labels moved by %1. %2</source>
        <translation>Rozkład etykiet przesunął się o %1. %2</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Zmiana</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Wiersz</translation>
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
        <translation>Tworzenie projektu</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>Otwieranie projektu</translation>
    </message>
    <message>
        <source>A run of this project was interrupted.</source>
        <translation>Przebieg w tym projekcie został przerwany.</translation>
    </message>
    <message>
        <source>Preparing the starter project</source>
        <translation>Przygotowywanie projektu startowego</translation>
    </message>
    <message>
        <source>Reading the list of datasets</source>
        <translation>Wczytywanie listy zbiorów danych</translation>
    </message>
    <message>
        <source>Reading the list of runs</source>
        <translation>Wczytywanie listy przebiegów</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>Szukanie modeli</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importowanie</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported.</source>
        <translation>
            <numerusform>Zaimportowano %n wiersz.</numerusform>
            <numerusform>Zaimportowano %n wiersze.</numerusform>
            <numerusform>Zaimportowano %n wierszy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be used; the import record says why.</source>
        <translation>
            <numerusform>%n wiersz nie nadał się do użycia; zapis importu mówi dlaczego.</numerusform>
            <numerusform>%n wiersze nie nadały się do użycia; zapis importu mówi dlaczego.</numerusform>
            <numerusform>%n wierszy nie nadało się do użycia; zapis importu mówi dlaczego.</numerusform>
        </translation>
    </message>
    <message>
        <source>Splitting</source>
        <translation>Dzielenie</translation>
    </message>
    <message>
        <source>The split is stored.</source>
        <translation>Podział zapisano.</translation>
    </message>
    <message>
        <source>New runs use it; runs made before keep theirs.</source>
        <translation>Nowe przebiegi go używają; wcześniejsze zachowują swój.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Ocenianie</translation>
    </message>
    <message>
        <source>The evaluation is stored with the run.</source>
        <translation>Ocenę zapisano razem z przebiegiem.</translation>
    </message>
    <message>
        <source>It stands under “Results” and in reports.</source>
        <translation>Znajduje się w „Wynikach” i w raportach.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Eksportowanie</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>Usunięto %n przebieg.</numerusform>
            <numerusform>Usunięto %n przebiegi.</numerusform>
            <numerusform>Usunięto %n przebiegów.</numerusform>
        </translation>
    </message>
    <message>
        <source>The dataset “%1” is deleted.</source>
        <translation>Zbiór danych „%1” usunięto.</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>Usuwanie</translation>
    </message>
    <message>
        <source>It can be resumed on the page “Compare”.</source>
        <translation>Można go wznowić na stronie „Porównanie”.</translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation>Zapisywanie wierszy</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not in it, since this format cannot hold them.</source>
        <translation>
            <numerusform>%n wiersza nie ma w pliku, bo ten format go nie pomieści.</numerusform>
            <numerusform>%n wierszy nie ma w pliku, bo ten format ich nie pomieści.</numerusform>
            <numerusform>%n wierszy nie ma w pliku, bo ten format ich nie pomieści.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to “%1”.</source>
        <translation>
            <numerusform>Zapisano %n wiersz w „%1”.</numerusform>
            <numerusform>Zapisano %n wiersze w „%1”.</numerusform>
            <numerusform>Zapisano %n wierszy w „%1”.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for graphics cards</source>
        <translation>Szukanie kart graficznych</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The operation ended unexpectedly.</source>
        <translation>Operacja zakończyła się nieoczekiwanie.</translation>
    </message>
    <message>
        <source>Copy the details and report them; the project itself is unharmed.</source>
        <translation>Skopiuj szczegóły i zgłoś je; sam projekt jest nienaruszony.</translation>
    </message>
    <message>
        <source>“{0}” cannot be written.</source>
        <translation>Nie można zapisać „{0}”.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Wybierz inny folder albo zwolnij miejsce.</translation>
    </message>
    <message>
        <source>There is no dataset yet.</source>
        <translation>Nie ma jeszcze zbioru danych.</translation>
    </message>
    <message>
        <source>Import one on the page “Data”.</source>
        <translation>Zaimportuj go na stronie „Dane”.</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>Nie wybrano modelu.</translation>
    </message>
    <message>
        <source>Browse for a model folder or a .gguf file.</source>
        <translation>Wskaż folder modelu albo plik .gguf.</translation>
    </message>
    <message>
        <source>The starter files are not on this machine: “{0}” is missing.</source>
        <translation>Na tym komputerze nie ma plików startowych: brakuje „{0}”.</translation>
    </message>
    <message>
        <source>Run packaging/run.sh once with a network connection; it fetches them.</source>
        <translation>Uruchom raz packaging/run.sh z połączeniem sieciowym; pobierze je.</translation>
    </message>
    <message>
        <source>“{0}” could not be written.</source>
        <translation>Nie udało się zapisać „{0}”.</translation>
    </message>
    <message>
        <source>The disk is full: free some space and try again; nothing stored before is lost.</source>
        <translation>Dysk jest pełny: zwolnij miejsce i spróbuj ponownie; nic zapisanego wcześniej nie zginęło.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write to it.</source>
        <translation>Sprawdź, czy folder istnieje i czy masz prawo zapisu.</translation>
    </message>
    <message>
        <source>“{0}” could not be opened.</source>
        <translation>Nie udało się otworzyć „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” is a folder, not a file.</source>
        <translation>„{0}” to folder, a nie plik.</translation>
    </message>
    <message>
        <source>“{0}” is larger than the {1} bytes allowed for such a file.</source>
        <translation>„{0}” przekracza {1} bajtów dozwolonych dla takiego pliku.</translation>
    </message>
    <message>
        <source>“{0}” could not be read.</source>
        <translation>Nie udało się odczytać „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” already exists.</source>
        <translation>„{0}” już istnieje.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wybierz inną nazwę.</translation>
    </message>
    <message>
        <source>“{0}” could not be created.</source>
        <translation>Nie udało się utworzyć „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” is not complete: its manifest is missing or broken.</source>
        <translation>„{0}” jest niekompletny: brakuje manifestu lub jest uszkodzony.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the file “{1}” is not what was stored.</source>
        <translation>„{0}” jest uszkodzony: plik „{1}” nie jest tym, co zapisano.</translation>
    </message>
    <message>
        <source>{0} is larger than the {1} bytes allowed for such a file.</source>
        <translation>{0} przekracza {1} bajtów dozwolonych dla takiego pliku.</translation>
    </message>
    <message>
        <source>{0} is not valid JSON: it starts with a byte order mark.</source>
        <translation>{0} nie jest poprawnym JSON: zaczyna się od znacznika kolejności bajtów.</translation>
    </message>
    <message>
        <source>{0} is not valid JSON at byte {1}.</source>
        <translation>{0} nie jest poprawnym JSON przy bajcie {1}.</translation>
    </message>
    <message>
        <source>{0} is not valid JSON: the key “{1}” stands twice in one object.</source>
        <translation>{0} nie jest poprawnym JSON: klucz „{1}” występuje dwa razy w jednym obiekcie.</translation>
    </message>
    <message>
        <source>{0} is nested more than {1} levels deep.</source>
        <translation>{0} jest zagnieżdżony głębiej niż {1} poziomów.</translation>
    </message>
    <message>
        <source>A stored example is not valid at “{0}”.</source>
        <translation>Zapisany przykład jest niepoprawny przy „{0}”.</translation>
    </message>
    <message>
        <source>The heading in line {0} has {1} columns; at most {2} can be read.</source>
        <translation>Nagłówek w linii {0} ma {1} kolumn; można odczytać najwyżej {2}.</translation>
    </message>
    <message>
        <source>The heading in line {0} cannot be read: {1}</source>
        <translation>Nie można odczytać nagłówka w linii {0}: {1}</translation>
    </message>
    <message>
        <source>The row holds a NUL character.</source>
        <translation>Wiersz zawiera znak NUL.</translation>
    </message>
    <message>
        <source>The row is not valid UTF-8.</source>
        <translation>Wiersz nie jest poprawnym UTF-8.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8, or choose its encoding.</source>
        <translation>Zapisz plik jako UTF-8 albo wybierz jego kodowanie.</translation>
    </message>
    <message>
        <source>The row has {0} cells, but the heading has {1}.</source>
        <translation>Wiersz ma {0} komórek, a nagłówek {1}.</translation>
    </message>
    <message>
        <source>A text with the delimiter in it needs quotation marks around it.</source>
        <translation>Tekst zawierający separator musi stać w cudzysłowie.</translation>
    </message>
    <message>
        <source>The row is longer than {0} bytes.</source>
        <translation>Wiersz jest dłuższy niż {0} bajtów.</translation>
    </message>
    <message>
        <source>The quotation mark at line {0}, column {1} is never closed: nothing behind it could be read.</source>
        <translation>Cudzysłów w linii {0}, kolumnie {1} nie jest zamknięty: nic za nim nie dało się odczytać.</translation>
    </message>
    <message>
        <source>Text follows after the closing quotation mark at line {0}, column {1}.</source>
        <translation>Za cudzysłowem zamykającym w linii {0}, kolumnie {1} stoi tekst.</translation>
    </message>
    <message>
        <source>A quotation mark inside a quoted text is written twice.</source>
        <translation>Cudzysłów wewnątrz tekstu w cudzysłowie zapisuje się podwójnie.</translation>
    </message>
    <message>
        <source>The text encoding “{0}” is not known.</source>
        <translation>Kodowanie tekstu „{0}” nie jest znane.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8 and import it again.</source>
        <translation>Zapisz plik jako UTF-8 i zaimportuj go ponownie.</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>JSON list of objects</source>
        <translation>Lista obiektów JSON</translation>
    </message>
    <message>
        <source>Comma-separated values</source>
        <translation>Wartości rozdzielone przecinkami</translation>
    </message>
    <message>
        <source>Tab-separated values</source>
        <translation>Wartości rozdzielone tabulatorami</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Plik jest pusty.</translation>
    </message>
    <message>
        <source>The file holds neither a list [ … ] nor an object { … } of rows.</source>
        <translation>Plik nie zawiera ani listy [ … ], ani obiektu { … } z wierszami.</translation>
    </message>
    <message>
        <source>More text follows after the end of the JSON value.</source>
        <translation>Za końcem wartości JSON stoi dalszy tekst.</translation>
    </message>
    <message>
        <source>The file may be cut off or damaged: get it again from its source.</source>
        <translation>Plik może być ucięty lub uszkodzony: pobierz go ponownie ze źródła.</translation>
    </message>
    <message>
        <source>The file ends before its list of rows is closed.</source>
        <translation>Plik kończy się przed zamknięciem listy wierszy.</translation>
    </message>
    <message>
        <source>The list of rows is broken here: a comma, bracket or colon stands where a row should be.</source>
        <translation>Lista wierszy jest tu przerwana: w miejscu wiersza stoi przecinek, nawias lub dwukropek.</translation>
    </message>
    <message>
        <source>A row is longer than allowed.</source>
        <translation>Wiersz jest dłuższy, niż wolno.</translation>
    </message>
    <message>
        <source>The file ends inside a row.</source>
        <translation>Plik kończy się w środku wiersza.</translation>
    </message>
    <message>
        <source>The list of rows is broken here: a comma is missing.</source>
        <translation>Lista wierszy jest tu przerwana: brakuje przecinka.</translation>
    </message>
    <message>
        <source>The object is broken here: a key in quotation marks is missing.</source>
        <translation>Obiekt jest tu przerwany: brakuje klucza w cudzysłowie.</translation>
    </message>
    <message>
        <source>The object is broken here: a colon is missing.</source>
        <translation>Obiekt jest tu przerwany: brakuje dwukropka.</translation>
    </message>
    <message>
        <source>The object is broken here: a comma is missing, or the file is cut off.</source>
        <translation>Obiekt jest tu przerwany: brakuje przecinka albo plik jest ucięty.</translation>
    </message>
    <message>
        <source>The object holds no list of rows.</source>
        <translation>Obiekt nie zawiera listy wierszy.</translation>
    </message>
    <message>
        <source>The file ends inside a value, or the value is longer than allowed.</source>
        <translation>Plik kończy się w środku wartości albo wartość jest dłuższa, niż wolno.</translation>
    </message>
    <message>
        <source>Split it into several rows.</source>
        <translation>Podziel go na kilka wierszy.</translation>
    </message>
    <message>
        <source>The row is nested too deep.</source>
        <translation>Wiersz jest zagnieżdżony zbyt głęboko.</translation>
    </message>
    <message>
        <source>The row is not valid JSON: a quotation mark is not closed.</source>
        <translation>Wiersz nie jest poprawnym JSON: cudzysłów nie jest zamknięty.</translation>
    </message>
    <message>
        <source>The row is not valid JSON.</source>
        <translation>Wiersz nie jest poprawnym JSON.</translation>
    </message>
    <message>
        <source>The row is not an object {…} but {0}.</source>
        <translation>Wiersz nie jest obiektem {…}, lecz: {0}.</translation>
    </message>
    <message>
        <source>The key “{0}” stands twice in one object.</source>
        <translation>Klucz „{0}” występuje dwa razy w jednym obiekcie.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>brak</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>tekst</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>liczba</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>prawda lub fałsz</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>lista</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>obiekt</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>program</translation>
    </message>
    <message>
        <source>a ZIP archive or office document</source>
        <translation>archiwum ZIP lub dokument biurowy</translation>
    </message>
    <message>
        <source>a gzip-compressed file</source>
        <translation>plik skompresowany gzip</translation>
    </message>
    <message>
        <source>a Zstandard-compressed file</source>
        <translation>plik skompresowany Zstandard</translation>
    </message>
    <message>
        <source>a bzip2-compressed file</source>
        <translation>plik skompresowany bzip2</translation>
    </message>
    <message>
        <source>an XZ-compressed file</source>
        <translation>plik skompresowany XZ</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>archiwum 7-Zip</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>dokument PDF</translation>
    </message>
    <message>
        <source>an old office document</source>
        <translation>stary dokument biurowy</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>plik Parquet</translation>
    </message>
    <message>
        <source>an Arrow file</source>
        <translation>plik Arrow</translation>
    </message>
    <message>
        <source>a GGUF model</source>
        <translation>model GGUF</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>baza danych SQLite</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>obraz</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>„{0}” jest pusty.</translation>
    </message>
    <message>
        <source>Choose a file with rows.</source>
        <translation>Wybierz plik z wierszami.</translation>
    </message>
    <message>
        <source>“{0}” is not a table of text: its content is {1}.</source>
        <translation>„{0}” nie jest tabelą tekstową: jego zawartość to {1}.</translation>
    </message>
    <message>
        <source>Give a compressed file its usual ending (.gz, .zst, .zip), or save the table as CSV or JSON Lines.</source>
        <translation>Nadaj skompresowanemu plikowi zwykłe rozszerzenie (.gz, .zst, .zip) albo zapisz tabelę jako CSV lub JSON Lines.</translation>
    </message>
    <message>
        <source>“{0}” holds only blank lines.</source>
        <translation>„{0}” zawiera tylko puste linie.</translation>
    </message>
    <message>
        <source>The format of “{0}” is not known.</source>
        <translation>Format pliku „{0}” nie jest znany.</translation>
    </message>
    <message>
        <source>Give the file its usual ending (.csv, .tsv, .json, .jsonl), or choose the format.</source>
        <translation>Nadaj plikowi zwykłe rozszerzenie (.csv, .tsv, .json, .jsonl) albo wybierz format.</translation>
    </message>
    <message>
        <source>There is no data format “{1}” to read “{0}” with.</source>
        <translation>Nie ma formatu danych „{1}”, którym można by odczytać „{0}”.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Zatrzymano.</translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation>„{0}”: {1}</translation>
    </message>
    <message>
        <source>Reading rows</source>
        <translation>Wczytywanie wierszy</translation>
    </message>
    <message>
        <source>What the columns of “{0}” mean is not clear.</source>
        <translation>Nie wiadomo, co znaczą kolumny pliku „{0}”.</translation>
    </message>
    <message>
        <source>Choose which column is the question, the answer, the text or the label.</source>
        <translation>Wybierz, która kolumna to pytanie, odpowiedź, tekst lub etykieta.</translation>
    </message>
    <message>
        <source>No file was given.</source>
        <translation>Nie podano pliku.</translation>
    </message>
    <message>
        <source>“{0}” holds no rows.</source>
        <translation>„{0}” nie zawiera wierszy.</translation>
    </message>
    <message>
        <source>None of the {1} rows of “{0}” can be used. Line {2}: {3}</source>
        <translation>Żaden z {1} wierszy pliku „{0}” nie nadaje się do użycia. Linia {2}: {3}</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>Linia {0}: {1}</translation>
    </message>
    <message>
        <source>“{0}” is no sound table: {1}</source>
        <translation>„{0}” nie jest poprawną tabelą: {1}</translation>
    </message>
    <message>
        <source>“{0}” is damaged. {1}</source>
        <translation>„{0}” jest uszkodzony. {1}</translation>
    </message>
    <message>
        <source>“{0}” has no row that can be read. {1}</source>
        <translation>„{0}” nie ma wiersza, który dałoby się odczytać. {1}</translation>
    </message>
    <message>
        <source>“{0}” is cut off in its last row. {1}</source>
        <translation>„{0}” jest ucięty w ostatnim wierszu. {1}</translation>
    </message>
    <message>
        <source>The stored account of the imported rows cannot be read.</source>
        <translation>Nie można odczytać zapisanego rozliczenia wierszy importu.</translation>
    </message>
    <message>
        <source>The stored account of the imported rows does not sum.</source>
        <translation>Zapisane rozliczenie wierszy importu się nie zgadza.</translation>
    </message>
    <message>
        <source>The column mapping cannot be read.</source>
        <translation>Nie można odczytać przypisania kolumn.</translation>
    </message>
    <message>
        <source>Two columns have the same heading: the second is called “{0}” here.</source>
        <translation>Dwie kolumny mają ten sam nagłówek: druga nazywa się tutaj „{0}”.</translation>
    </message>
    <message>
        <source>Very short texts or answers</source>
        <translation>Bardzo krótkie teksty lub odpowiedzi</translation>
    </message>
    <message>
        <source>Look at these rows: an answer of one or two characters teaches little. Remove them by a least length.</source>
        <translation>Przejrzyj te wiersze: odpowiedź z jednego lub dwóch znaków niewiele uczy. Usuń je, ustawiając najmniejszą długość.</translation>
    </message>
    <message>
        <source>Rows that stand there more than once</source>
        <translation>Wiersze występujące więcej niż raz</translation>
    </message>
    <message>
        <source>Remove the copies: they weigh more than other rows, and across the parts of a split they hide overfitting.</source>
        <translation>Usuń kopie: ważą więcej niż inne wiersze, a w różnych częściach podziału ukrywają przeuczenie.</translation>
    </message>
    <message>
        <source>Rows that are nearly the same</source>
        <translation>Wiersze prawie jednakowe</translation>
    </message>
    <message>
        <source>Keep one of each group, or split by groups, so that the validation stays honest.</source>
        <translation>Zachowaj po jednym z każdej grupy albo podziel według grup, aby walidacja była uczciwa.</translation>
    </message>
    <message>
        <source>The same text with different labels</source>
        <translation>Ten sam tekst z różnymi etykietami</translation>
    </message>
    <message>
        <source>Decide for one label: the model cannot learn both.</source>
        <translation>Wybierz jedną etykietę: model nie nauczy się obu.</translation>
    </message>
    <message>
        <source>The same question with different answers</source>
        <translation>To samo pytanie z różnymi odpowiedziami</translation>
    </message>
    <message>
        <source>Check that all of them are wanted; else keep the best one.</source>
        <translation>Sprawdź, czy wszystkie są potrzebne; w przeciwnym razie zachowaj najlepszą.</translation>
    </message>
    <message>
        <source>Labels with very few rows</source>
        <translation>Etykiety z bardzo małą liczbą wierszy</translation>
    </message>
    <message>
        <source>Collect more rows for these labels, join rare labels, and split stratified by label.</source>
        <translation>Zbierz więcej wierszy dla tych etykiet, połącz rzadkie etykiety i podziel warstwowo według etykiet.</translation>
    </message>
    <message>
        <source>Rows in which nothing is trained</source>
        <translation>Wiersze, w których nic nie jest trenowane</translation>
    </message>
    <message>
        <source>Raise the length limit, or remove these rows: they count as data but teach nothing.</source>
        <translation>Zwiększ limit długości albo usuń te wiersze: liczą się jako dane, lecz niczego nie uczą.</translation>
    </message>
    <message>
        <source>Conversations that do not end with an answer</source>
        <translation>Rozmowy, które nie kończą się odpowiedzią</translation>
    </message>
    <message>
        <source>What stands after the last answer is not trained; check that the export was complete.</source>
        <translation>To, co stoi po ostatniej odpowiedzi, nie jest trenowane; sprawdź, czy eksport był kompletny.</translation>
    </message>
    <message>
        <source>Passwords or keys</source>
        <translation>Hasła lub klucze</translation>
    </message>
    <message>
        <source>Mask them, and change these keys: a trained model can repeat them.</source>
        <translation>Zamaskuj je i zmień te klucze: wytrenowany model może je powtórzyć.</translation>
    </message>
    <message>
        <source>Mask them, or make sure that you may use them: a trained model can repeat them.</source>
        <translation>Zamaskuj je albo upewnij się, że wolno ci ich użyć: wytrenowany model może je powtórzyć.</translation>
    </message>
    <message>
        <source>Looking at the texts</source>
        <translation>Przeglądanie tekstów</translation>
    </message>
    <message>
        <source>Comparing rows</source>
        <translation>Porównywanie wierszy</translation>
    </message>
    <message>
        <source>The cleaning step “{0}” is not valid: {1}.</source>
        <translation>Krok czyszczenia „{0}” jest niepoprawny: {1}.</translation>
    </message>
    <message>
        <source>Removed as a copy of row {0}.</source>
        <translation>Usunięto jako kopię wiersza {0}.</translation>
    </message>
    <message>
        <source>Removed by the filter “{0}”.</source>
        <translation>Usunięto przez filtr „{0}”.</translation>
    </message>
    <message>
        <source>Removed, because the label “{0}” is not wanted.</source>
        <translation>Usunięto, ponieważ etykieta „{0}” jest niepożądana.</translation>
    </message>
    <message>
        <source>Removed, because a text is shorter than {0} characters.</source>
        <translation>Usunięto, ponieważ tekst jest krótszy niż {0} znaków.</translation>
    </message>
    <message>
        <source>Removed, because the row is longer than {0} characters.</source>
        <translation>Usunięto, ponieważ wiersz jest dłuższy niż {0} znaków.</translation>
    </message>
    <message>
        <source>Not in the sample.</source>
        <translation>Poza próbką.</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Przytnij</translation>
    </message>
    <message>
        <source>Removes white space at the beginning and end of every text.</source>
        <translation>Usuwa białe znaki z początku i końca każdego tekstu.</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normalizuj</translation>
    </message>
    <message>
        <source>Unicode form NFC, one kind of line end, no control or invisible characters, no spaces at line ends.</source>
        <translation>Forma Unicode NFC, jeden rodzaj końca linii, bez znaków sterujących i niewidocznych, bez spacji na końcach linii.</translation>
    </message>
    <message>
        <source>Remove duplicates</source>
        <translation>Usuń duplikaty</translation>
    </message>
    <message>
        <source>Keeps the first of equal rows; with similarity (0.5 … 1) the first of nearly equal ones.</source>
        <translation>Zachowuje pierwszy z równych wierszy; z similarity (0.5 … 1) pierwszy z prawie równych.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtruj</translation>
    </message>
    <message>
        <source>Rename labels</source>
        <translation>Zmień nazwy etykiet</translation>
    </message>
    <message>
        <source>Gives labels new names; drop_others removes rows with other labels.</source>
        <translation>Nadaje etykietom nowe nazwy; drop_others usuwa wiersze z innymi etykietami.</translation>
    </message>
    <message>
        <source>Mask personal data</source>
        <translation>Zamaskuj dane osobowe</translation>
    </message>
    <message>
        <source>Length limits</source>
        <translation>Limity długości</translation>
    </message>
    <message>
        <source>Removes rows with a text or answer shorter than min_characters, or longer than max_characters as a whole.</source>
        <translation>Usuwa wiersze z tekstem lub odpowiedzią krótszą niż min_characters albo dłuższe w całości niż max_characters.</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Próbka</translation>
    </message>
    <message>
        <source>Keeps count rows chosen by chance (seed).</source>
        <translation>Zachowuje count losowo wybranych wierszy (seed).</translation>
    </message>
    <message>
        <source>The cleaning step “{0}” would remove every row.</source>
        <translation>Krok czyszczenia „{0}” usunąłby wszystkie wiersze.</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Rozmowa</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>Instrukcja systemowa</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Narzędzia</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Wiadomości</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” holds something other than text.</source>
        <translation>Wiadomość {1} w „{0}” zawiera coś innego niż tekst.</translation>
    </message>
    <message>
        <source>The content of message {1} of “{0}” is {2}, but a text is expected.</source>
        <translation>Treść wiadomości {1} w „{0}” to {2}, a oczekiwano tekstu.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is a function call that is not valid JSON.</source>
        <translation>Wiadomość {1} w „{0}” to wywołanie funkcji, które nie jest poprawnym JSON.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is a function call without a name.</source>
        <translation>Wiadomość {1} w „{0}” to wywołanie funkcji bez nazwy.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is not an object.</source>
        <translation>Wiadomość {1} w „{0}” nie jest obiektem.</translation>
    </message>
    <message>
        <source>The role “{2}” of message {1} of “{0}” is not known.</source>
        <translation>Rola „{2}” wiadomości {1} w „{0}” nie jest znana.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” has no role.</source>
        <translation>Wiadomość {1} w „{0}” nie ma roli.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” holds a NUL character.</source>
        <translation>Wiadomość {1} w „{0}” zawiera znak NUL.</translation>
    </message>
    <message>
        <source>“{2}” of message {1} of “{0}” is neither 0 nor 1.</source>
        <translation>„{2}” wiadomości {1} w „{0}” nie jest ani 0, ani 1.</translation>
    </message>
    <message>
        <source>“{0}” is {1}, but a list of messages is expected.</source>
        <translation>„{0}” to {1}, a oczekiwano listy wiadomości.</translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is empty.</source>
        <translation>Wiadomość {1} w „{0}” jest pusta.</translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <translation>Rozmowy ShareGPT</translation>
    </message>
    <message>
        <source>Chat messages (OpenAI)</source>
        <translation>Wiadomości czatu (OpenAI)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Polecenie</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Dane wejściowe</translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Lepsza odpowiedź</translation>
    </message>
    <message>
        <source>Worse answer</source>
        <translation>Gorsza odpowiedź</translation>
    </message>
    <message>
        <source>The better and the worse answer are the same.</source>
        <translation>Lepsza i gorsza odpowiedź są takie same.</translation>
    </message>
    <message>
        <source>The two answers have no prompt in common.</source>
        <translation>Obie odpowiedzi nie mają wspólnego polecenia.</translation>
    </message>
    <message>
        <source>The conversation has no answer to learn from.</source>
        <translation>Rozmowa nie ma odpowiedzi, z której można się uczyć.</translation>
    </message>
    <message>
        <source>Better and worse answers</source>
        <translation>Lepsze i gorsze odpowiedzi</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Instrukcja</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Wynik</translation>
    </message>
    <message>
        <source>Earlier turns</source>
        <translation>Wcześniejsze wypowiedzi</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>Dopełnienie</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pytanie</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Odpowiedź</translation>
    </message>
    <message>
        <source>“{0}” is not a list of pairs of question and answer.</source>
        <translation>„{0}” nie jest listą par pytań i odpowiedzi.</translation>
    </message>
    <message>
        <source>“{0}” holds an empty turn.</source>
        <translation>„{0}” zawiera pustą wypowiedź.</translation>
    </message>
    <message>
        <source>Instructions (Alpaca)</source>
        <translation>Instrukcje (Alpaca)</translation>
    </message>
    <message>
        <source>Prompt and completion</source>
        <translation>Polecenie i dopełnienie</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>Pytanie i odpowiedź</translation>
    </message>
    <message>
        <source>“{0}” is missing.</source>
        <translation>Brakuje „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” is {1}, but {2} is expected.</source>
        <translation>„{0}” to {1}, a oczekiwano: {2}.</translation>
    </message>
    <message>
        <source>“{0}” holds a NUL character.</source>
        <translation>„{0}” zawiera znak NUL.</translation>
    </message>
    <message>
        <source>“{0}” holds a text that is not valid JSON.</source>
        <translation>„{0}” zawiera tekst, który nie jest poprawnym JSON.</translation>
    </message>
    <message>
        <source>a list of tools</source>
        <translation>lista narzędzi</translation>
    </message>
    <message>
        <source>a label</source>
        <translation>etykieta</translation>
    </message>
    <message>
        <source>“{0}” holds a number that has no label name.</source>
        <translation>„{0}” zawiera liczbę, która nie ma nazwy etykiety.</translation>
    </message>
    <message>
        <source>There is no data layout “{0}”.</source>
        <translation>Nie ma układu danych „{0}”.</translation>
    </message>
    <message>
        <source>The layout “{0}” has no part “{1}”.</source>
        <translation>Układ „{0}” nie ma części „{1}”.</translation>
    </message>
    <message>
        <source>There is no column “{0}” in the file.</source>
        <translation>W pliku nie ma kolumny „{0}”.</translation>
    </message>
    <message>
        <source>Choose one of the file&apos;s columns.</source>
        <translation>Wybierz jedną z kolumn pliku.</translation>
    </message>
    <message>
        <source>Choose a column for “{1}” of the layout “{0}”.</source>
        <translation>Wybierz kolumnę dla „{1}” w układzie „{0}”.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Label or labels</source>
        <translation>Etykieta lub etykiety</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Słowa</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Znaczniki</translation>
    </message>
    <message>
        <source>The row has {0} words but {1} tags.</source>
        <translation>Wiersz ma {0} słów, ale {1} znaczników.</translation>
    </message>
    <message>
        <source>Text with label</source>
        <translation>Tekst z etykietą</translation>
    </message>
    <message>
        <source>Words with tags</source>
        <translation>Słowa ze znacznikami</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Zwykły tekst</translation>
    </message>
    <message>
        <source>A part of a split must be between 0 and 100 %.</source>
        <translation>Część podziału musi wynosić od 0 do 100%.</translation>
    </message>
    <message>
        <source>The parts of the split are more than 100 % together.</source>
        <translation>Części podziału dają razem ponad 100%.</translation>
    </message>
    <message>
        <source>Lower one of them.</source>
        <translation>Zmniejsz jedną z nich.</translation>
    </message>
    <message>
        <source>The training part must be more than 0 %.</source>
        <translation>Część treningowa musi być większa niż 0%.</translation>
    </message>
    <message>
        <source>There is no split method “{0}”.</source>
        <translation>Nie ma metody podziału „{0}”.</translation>
    </message>
    <message>
        <source>A split by time needs a column with the time.</source>
        <translation>Podział według czasu wymaga kolumny z czasem.</translation>
    </message>
    <message>
        <source>The dataset has no column “{0}” to split by.</source>
        <translation>Zbiór danych nie ma kolumny „{0}” do podziału.</translation>
    </message>
    <message>
        <source>Choose one of the columns that were kept at the import.</source>
        <translation>Wybierz jedną z kolumn zachowanych przy imporcie.</translation>
    </message>
    <message>
        <source>The part “{0}” of the split would have no rows.</source>
        <translation>Część „{0}” podziału nie miałaby wierszy.</translation>
    </message>
    <message>
        <source>Give it a larger share, or take more data.</source>
        <translation>Daj jej większy udział albo weź więcej danych.</translation>
    </message>
    <message>
        <source>The stored split cannot be read.</source>
        <translation>Nie można odczytać zapisanego podziału.</translation>
    </message>
    <message>
        <source>Line {0} of the stored dataset is not valid at “{1}”.</source>
        <translation>Linia {0} zapisanego zbioru danych jest niepoprawna przy „{1}”.</translation>
    </message>
    <message>
        <source>The dataset “{0}” was stored by another version of Attune.</source>
        <translation>Zbiór danych „{0}” zapisała inna wersja Attune.</translation>
    </message>
    <message>
        <source>Update Attune, or import the data again.</source>
        <translation>Zaktualizuj Attune albo zaimportuj dane ponownie.</translation>
    </message>
    <message>
        <source>The dataset “{0}” cannot be read.</source>
        <translation>Nie można odczytać zbioru danych „{0}”.</translation>
    </message>
    <message>
        <source>The dataset “{0}” is damaged: its examples are not what was stored.</source>
        <translation>Zbiór danych „{0}” jest uszkodzony: przykłady nie są tymi, które zapisano.</translation>
    </message>
    <message>
        <source>Attune cannot compute text models of the kind “{0}” yet.</source>
        <translation>Attune nie potrafi jeszcze liczyć modeli tekstowych rodzaju „{0}”.</translation>
    </message>
    <message>
        <source>The checkpoint needs {0} MB and the disk has {1} MB left. Earlier checkpoints are intact.</source>
        <translation>Punkt kontrolny potrzebuje {0} MB, a na dysku zostało {1} MB. Wcześniejsze punkty są nienaruszone.</translation>
    </message>
    <message>
        <source>Make room on the disk and resume the run.</source>
        <translation>Zwolnij miejsce na dysku i wznów przebieg.</translation>
    </message>
    <message>
        <source>The run cannot go on from its checkpoint: its {0} has changed since.</source>
        <translation>Przebieg nie może ruszyć od punktu kontrolnego: {0} uległo zmianie.</translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <translation>Rozpocznij nowy przebieg.</translation>
    </message>
    <message>
        <source>The folder “{0}” cannot be made.</source>
        <translation>Nie można utworzyć folderu „{0}”.</translation>
    </message>
    <message>
        <source>The optimiser&apos;s state holds numbers that are not finite, so it was not saved.</source>
        <translation>Stan optymalizatora zawiera liczby nieskończone, więc go nie zapisano.</translation>
    </message>
    <message>
        <source>The trained weights hold numbers that are not finite, so they were not saved.</source>
        <translation>Wytrenowane wagi zawierają liczby nieskończone, więc ich nie zapisano.</translation>
    </message>
    <message>
        <source>Lower the learning rate; the last good checkpoint is intact.</source>
        <translation>Zmniejsz szybkość uczenia; ostatni dobry punkt kontrolny jest nienaruszony.</translation>
    </message>
    <message>
        <source>“{0}” cannot be stored: its number format has no name in safetensors.</source>
        <translation>Nie można zapisać „{0}”: jego format liczb nie ma nazwy w safetensors.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is missing.</source>
        <translation>Brakuje tensora „{0}”.</translation>
    </message>
    <message>
        <source>The tensor “{0}” has the shape {1} instead of {2}.</source>
        <translation>Tensor „{0}” ma kształt {1} zamiast {2}.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s state cannot be read.</source>
        <translation>Nie można odczytać stanu punktu kontrolnego.</translation>
    </message>
    <message>
        <source>The device “{0}” is not there.</source>
        <translation>Nie ma urządzenia „{0}”.</translation>
    </message>
    <message>
        <source>Choose “auto” or “cpu”, or check the GPU&apos;s driver.</source>
        <translation>Wybierz „auto” albo „cpu” lub sprawdź sterownik karty graficznej.</translation>
    </message>
    <message>
        <source>The library “{0}” could not be loaded.</source>
        <translation>Nie udało się załadować biblioteki „{0}”.</translation>
    </message>
    <message>
        <source>Set up Attune again, or choose another libtorch in the settings.</source>
        <translation>Zainstaluj Attune ponownie albo wybierz w ustawieniach inną bibliotekę libtorch.</translation>
    </message>
    <message>
        <source>libtorch, which does the computing, was not found. Looked in: {0}.</source>
        <translation>Nie znaleziono libtorch, która wykonuje obliczenia. Przeszukano: {0}.</translation>
    </message>
    <message>
        <source>Run the set-up (packaging/run.sh), or choose a libtorch folder in the settings or in ATTUNE_LIBTORCH.</source>
        <translation>Uruchom instalację (packaging/run.sh) albo wybierz folder libtorch w ustawieniach lub w ATTUNE_LIBTORCH.</translation>
    </message>
    <message>
        <source>The library “{0}” belongs to another version of Attune.</source>
        <translation>Biblioteka „{0}” należy do innej wersji Attune.</translation>
    </message>
    <message>
        <source>Install Attune again.</source>
        <translation>Zainstaluj Attune ponownie.</translation>
    </message>
    <message>
        <source>Attune&apos;s own library libattune_engine.so was not found. Looked in: {0}.</source>
        <translation>Nie znaleziono biblioteki libattune_engine.so programu Attune. Przeszukano: {0}.</translation>
    </message>
    <message>
        <source>There is no tensor “{0}”.</source>
        <translation>Nie ma tensora „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” is shorter than asked for.</source>
        <translation>„{0}” jest krótszy, niż żądano.</translation>
    </message>
    <message>
        <source>The written model answers differently from the trained one (by {0}), so it was not kept.</source>
        <translation>Zapisany model odpowiada inaczej niż wytrenowany (różnica {0}), więc go nie zachowano.</translation>
    </message>
    <message>
        <source>Export with float32, or check that the disk is sound.</source>
        <translation>Eksportuj z float32 albo sprawdź, czy dysk jest sprawny.</translation>
    </message>
    <message>
        <source>“{0}” is not a number format for an export.</source>
        <translation>„{0}” nie jest formatem liczb do eksportu.</translation>
    </message>
    <message>
        <source>Use float32, bfloat16 or float16.</source>
        <translation>Użyj float32, bfloat16 lub float16.</translation>
    </message>
    <message>
        <source>The model “{0}” lacks the tensor “{1}”.</source>
        <translation>Modelowi „{0}” brakuje tensora „{1}”.</translation>
    </message>
    <message>
        <source>Fetch the model again.</source>
        <translation>Pobierz model ponownie.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is {1} where the config asks for {2}.</source>
        <translation>Tensor „{0}” to {1}, a konfiguracja wymaga {2}.</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Wczytywanie modelu</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Ocenianie</translation>
    </message>
    <message>
        <source>The token {0} is not in the model&apos;s vocabulary of {1}.</source>
        <translation>Tokenu {0} nie ma w słowniku modelu liczącym {1}.</translation>
    </message>
    <message>
        <source>Use the tokenizer that belongs to the model.</source>
        <translation>Użyj tokenizera należącego do modelu.</translation>
    </message>
    <message>
        <source>The rows of ids differ in length.</source>
        <translation>Wiersze identyfikatorów różnią się długością.</translation>
    </message>
    <message>
        <source>Give equally long rows.</source>
        <translation>Podaj wiersze równej długości.</translation>
    </message>
    <message>
        <source>This technique does not know the task “{0}”.</source>
        <translation>Ta technika nie zna zadania „{0}”.</translation>
    </message>
    <message>
        <source>A model of type “{0}” reads whole texts and cannot learn to continue them.</source>
        <translation>Model typu „{0}” czyta całe teksty i nie nauczy się ich kontynuować.</translation>
    </message>
    <message>
        <source>Choose a model that writes text, such as SmolLM2 or Llama.</source>
        <translation>Wybierz model, który pisze tekst, np. SmolLM2 lub Llama.</translation>
    </message>
    <message>
        <source>Full fine-tuning has changed the model itself, so its base cannot be switched back to.</source>
        <translation>Pełne dostrajanie zmieniło sam model, więc nie można wrócić do jego bazy.</translation>
    </message>
    <message>
        <source>Open the base model beside it.</source>
        <translation>Otwórz obok model bazowy.</translation>
    </message>
    <message>
        <source>Full fine-tuning</source>
        <translation>Pełne dostrajanie</translation>
    </message>
    <message>
        <source>Trains every weight of the model. It learns the most and needs about four times the model&apos;s size in memory, and a learning rate about ten times lower than LoRA.</source>
        <translation>Trenuje wszystkie wagi modelu. Uczy się najwięcej; potrzebuje około czterokrotnej wielkości modelu w pamięci i szybkości uczenia około dziesięć razy mniejszej niż LoRA.</translation>
    </message>
    <message>
        <source>No layer of this model is named “{0}”.</source>
        <translation>Żadna warstwa tego modelu nie nazywa się „{0}”.</translation>
    </message>
    <message>
        <source>The adapter “{0}” holds “{1}”, which is not supported.</source>
        <translation>Adapter „{0}” zawiera „{1}”, co nie jest obsługiwane.</translation>
    </message>
    <message>
        <source>Choose the model that the adapter was trained on.</source>
        <translation>Wybierz model, na którym trenowano adapter.</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Trains two small matrices beside each chosen layer and leaves the model as it is. The usual choice: it needs little memory, and the result is a file of a few megabytes.</source>
        <translation>Trenuje dwie małe macierze obok każdej wybranej warstwy i nie zmienia modelu. Zwykły wybór: potrzebuje mało pamięci, a wynikiem jest plik o wielkości kilku megabajtów.</translation>
    </message>
    <message>
        <source>“{0}” is not a valid pattern of module names.</source>
        <translation>„{0}” nie jest poprawnym wzorcem nazw modułów.</translation>
    </message>
    <message>
        <source>List the ends of module names separated by commas, such as q_proj,v_proj, or write all-linear.</source>
        <translation>Wymień końcówki nazw modułów oddzielone przecinkami, np. q_proj,v_proj, albo wpisz all-linear.</translation>
    </message>
    <message>
        <source>Choose among {1}, or write all-linear.</source>
        <translation>Wybierz spośród {1} albo wpisz all-linear.</translation>
    </message>
    <message>
        <source>The adapter sets “{0}” to {1}, which is not supported.</source>
        <translation>Adapter ustawia „{0}” na {1}, co nie jest obsługiwane.</translation>
    </message>
    <message>
        <source>Merge the adapter into its model with the program that made it, and open the merged model.</source>
        <translation>Scal adapter z modelem w programie, który go utworzył, i otwórz scalony model.</translation>
    </message>
    <message>
        <source>There is no technique “{0}”.</source>
        <translation>Nie ma techniki „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” is not an adapter: adapter_config.json is missing.</source>
        <translation>„{0}” nie jest adapterem: brakuje adapter_config.json.</translation>
    </message>
    <message>
        <source>Choose the folder that holds adapter_config.json.</source>
        <translation>Wybierz folder zawierający adapter_config.json.</translation>
    </message>
    <message>
        <source>The adapter “{0}” is of the type “{1}”, which is not supported.</source>
        <translation>Adapter „{0}” jest typu „{1}”, który nie jest obsługiwany.</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Ranga</translation>
    </message>
    <message>
        <source>Size of the two small matrices beside each chosen layer. A larger rank can learn more and overfits sooner.</source>
        <translation>Rozmiar dwóch małych macierzy obok każdej wybranej warstwy. Większa ranga uczy się więcej i wcześniej się przeucza.</translation>
    </message>
    <message>
        <source>LoRA α</source>
        <translation>LoRA α</translation>
    </message>
    <message>
        <source>The update is scaled by α divided by the rank, so doubling α acts like doubling the learning rate.</source>
        <translation>Zmiana jest skalowana przez α podzielone przez rangę, więc podwojenie α działa jak podwojenie szybkości uczenia.</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>Dropout LoRA</translation>
    </message>
    <message>
        <source>Share of a layer&apos;s inputs that its update does not see in training, against overfitting on few rows.</source>
        <translation>Udział wejść warstwy, których zmiana nie widzi podczas treningu; chroni przed przeuczeniem na małej liczbie wierszy.</translation>
    </message>
    <message>
        <source>Rank-stabilised scale</source>
        <translation>Skala stabilizowana rangą</translation>
    </message>
    <message>
        <source>Scales by α divided by the square root of the rank, which keeps large ranks learning.</source>
        <translation>Skaluje przez α podzielone przez pierwiastek z rangi, dzięki czemu duże rangi nadal się uczą.</translation>
    </message>
    <message>
        <source>Adapted layers</source>
        <translation>Dostosowywane warstwy</translation>
    </message>
    <message>
        <source>Ends of layer names separated by commas, all-linear for every layer, or empty for the query and value layers as PEFT does.</source>
        <translation>Końcówki nazw warstw oddzielone przecinkami, all-linear dla wszystkich warstw albo puste dla warstw query i value, jak w PEFT.</translation>
    </message>
    <message>
        <source>The memory does not suffice for this run.</source>
        <translation>Pamięć nie wystarcza na ten przebieg.</translation>
    </message>
    <message>
        <source>Lower the batch size (per_device_train_batch_size) and raise the accumulated batches (gradient_accumulation_steps) as much, or lower the length (max_length); LoRA needs far less than full fine-tuning.</source>
        <translation>Zmniejsz rozmiar partii (per_device_train_batch_size) i o tyle zwiększ liczbę sumowanych partii (gradient_accumulation_steps) albo zmniejsz długość (max_length); LoRA potrzebuje znacznie mniej niż pełne dostrajanie.</translation>
    </message>
    <message>
        <source>The computation failed.</source>
        <translation>Obliczenie nie powiodło się.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>strata</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>gradient</translation>
    </message>
    <message>
        <source>The run “{0}” has checkpoints already.</source>
        <translation>Przebieg „{0}” ma już punkty kontrolne.</translation>
    </message>
    <message>
        <source>Resume it, or start a new run.</source>
        <translation>Wznów go albo rozpocznij nowy przebieg.</translation>
    </message>
    <message>
        <source>There is no schedule “{0}”.</source>
        <translation>Nie ma harmonogramu „{0}”.</translation>
    </message>
    <message>
        <source>There is no optimiser “{0}”.</source>
        <translation>Nie ma optymalizatora „{0}”.</translation>
    </message>
    <message>
        <source>The checkpoint {0} is damaged and was passed over.</source>
        <translation>Punkt kontrolny {0} jest uszkodzony i został pominięty.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Sprawdź dysk.</translation>
    </message>
    <message>
        <source>The {0} became infinite or undefined at step {1}, at training rows {2}. The step was not taken.</source>
        <translation>{0}: wartość nieskończona lub nieokreślona w kroku {1}, przy wierszach treningowych {2}. Kroku nie wykonano.</translation>
    </message>
    <message>
        <source>Look at these rows, lower the learning rate or use precision fp32. The last good checkpoint is intact.</source>
        <translation>Przejrzyj te wiersze, zmniejsz szybkość uczenia lub użyj precyzji fp32. Ostatni dobry punkt kontrolny jest nienaruszony.</translation>
    </message>
    <message>
        <source>Row {0} of the {1} rows has tokens that the model does not know.</source>
        <translation>Wiersz {0} części {1} ma tokeny, których model nie zna.</translation>
    </message>
    <message>
        <source>Row {0} of the {1} rows has {2} tokens; the model reads {3} at most.</source>
        <translation>Wiersz {0} części {1} ma {2} tokenów; model czyta najwyżej {3}.</translation>
    </message>
    <message>
        <source>Lower the length (max_length).</source>
        <translation>Zmniejsz długość (max_length).</translation>
    </message>
    <message>
        <source>There are no training rows.</source>
        <translation>Nie ma wierszy treningowych.</translation>
    </message>
    <message>
        <source>Import data, or give the training part a larger share of the split.</source>
        <translation>Zaimportuj dane albo daj części treningowej większy udział w podziale.</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trening</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>walidacja</translation>
    </message>
    <message>
        <source>No training row holds a token to learn: the answers are empty or cut off.</source>
        <translation>Żaden wiersz treningowy nie ma tokenu do nauki: odpowiedzi są puste lub ucięte.</translation>
    </message>
    <message>
        <source>Check the mapping of the answer column, and raise the length (max_length) if the questions fill it.</source>
        <translation>Sprawdź przypisanie kolumny odpowiedzi i zwiększ długość (max_length), jeśli wypełniają ją pytania.</translation>
    </message>
    <message>
        <source>“{0}” must be between {1} and {2}; {3} is not.</source>
        <translation>„{0}” musi wynosić od {1} do {2}; {3} się nie mieści.</translation>
    </message>
    <message>
        <source>“{0}” must be at least {1}; {3} is not.</source>
        <translation>„{0}” musi wynosić co najmniej {1}; {3} to za mało.</translation>
    </message>
    <message>
        <source>“{0}” must be at most {2}; {3} is not.</source>
        <translation>„{0}” może wynosić najwyżej {2}; {3} to za dużo.</translation>
    </message>
    <message>
        <source>“{0}” is either on or off (true or false); “{1}” is neither.</source>
        <translation>„{0}” jest włączone albo wyłączone (true lub false); „{1}” nie jest żadnym z nich.</translation>
    </message>
    <message>
        <source>“{0}” must be a whole number; “{1}” is none.</source>
        <translation>„{0}” musi być liczbą całkowitą; „{1}” nią nie jest.</translation>
    </message>
    <message>
        <source>“{0}” must be a number; “{1}” is none.</source>
        <translation>„{0}” musi być liczbą; „{1}” nią nie jest.</translation>
    </message>
    <message>
        <source>“{0}” must be a text; “{1}” is none.</source>
        <translation>„{0}” musi być tekstem; „{1}” nim nie jest.</translation>
    </message>
    <message>
        <source>“{0}” cannot be “{1}”. It is one of: {2}.</source>
        <translation>„{0}” nie może być „{1}”. Możliwe wartości: {2}.</translation>
    </message>
    <message>
        <source>The hyperparameters must be a JSON object, not a {0}.</source>
        <translation>Hiperparametry muszą być obiektem JSON, a nie: {0}.</translation>
    </message>
    <message>
        <source>The hyperparameter “{0}” must be a number, a text, true or false, not {1}.</source>
        <translation>Hiperparametr „{0}” musi być liczbą, tekstem, true lub false, a nie: {1}.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatycznie</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32-bitowe zmiennoprzecinkowe</translation>
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
        <translation>Liniowy</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinusowy</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Stały</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Szybkość uczenia</translation>
    </message>
    <message>
        <source>How far each step moves the trained weights. About 2e-4 suits LoRA, 2e-5 full fine-tuning.</source>
        <translation>Jak daleko każdy krok przesuwa trenowane wagi. Około 2e-4 pasuje do LoRA, 2e-5 do pełnego dostrajania.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoki</translation>
    </message>
    <message>
        <source>How often every training row is seen. More epochs learn the rows better and overfit sooner.</source>
        <translation>Ile razy widziany jest każdy wiersz treningowy. Więcej epok uczy wierszy lepiej i wcześniej przeucza.</translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation>Najwyżej kroków</translation>
    </message>
    <message>
        <source>Stops after this many optimiser steps; −1 leaves it to the epochs.</source>
        <translation>Zatrzymuje po tylu krokach optymalizatora; −1 pozostawia to epokom.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Rozmiar partii</translation>
    </message>
    <message>
        <source>Rows worked on at once. Larger is faster where memory allows it.</source>
        <translation>Wiersze przetwarzane naraz. Więcej jest szybsze, jeśli pozwala pamięć.</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>wierszy</translation>
    </message>
    <message>
        <source>Accumulated batches</source>
        <translation>Sumowane partie</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before one optimiser step; equals a batch that many times larger at no extra memory.</source>
        <translation>Partie, których gradienty sumuje się przed jednym krokiem; odpowiada tyle razy większej partii bez dodatkowej pamięci.</translation>
    </message>
    <message>
        <source>Length at most</source>
        <translation>Najwyżej długość</translation>
    </message>
    <message>
        <source>Tokens of a row that are used; longer rows are cut, and the data page shows which.</source>
        <translation>Tokeny wiersza, które są używane; dłuższe wiersze są ucinane, a strona danych pokazuje które.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>tokenów</translation>
    </message>
    <message>
        <source>Learn the questions too</source>
        <translation>Ucz się także pytań</translation>
    </message>
    <message>
        <source>Counts the loss on every token instead of on the answers only.</source>
        <translation>Liczy stratę na wszystkich tokenach zamiast tylko na odpowiedziach.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precyzja</translation>
    </message>
    <message>
        <source>Number format of the computation. Automatic takes bfloat16 on a GPU that has it, else 32-bit.</source>
        <translation>Format liczb w obliczeniach. Automatycznie używa bfloat16 na karcie graficznej, która go ma, w przeciwnym razie 32-bitowego.</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optymalizator</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Harmonogram</translation>
    </message>
    <message>
        <source>How the learning rate falls from its peak to the end of the run.</source>
        <translation>Jak szybkość uczenia spada od szczytu do końca przebiegu.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Rozgrzewka</translation>
    </message>
    <message>
        <source>Share of the steps over which the learning rate rises from zero.</source>
        <translation>Udział kroków, w których szybkość uczenia rośnie od zera.</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>Kroki rozgrzewki</translation>
    </message>
    <message>
        <source>Steps of warm-up; when above zero it replaces the share.</source>
        <translation>Liczba kroków rozgrzewki; powyżej zera zastępuje udział.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Zanik wag</translation>
    </message>
    <message>
        <source>Pulls the trained weights towards zero at each step, against overfitting.</source>
        <translation>W każdym kroku przyciąga trenowane wagi do zera, przeciw przeuczeniu.</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>Przycinanie gradientu</translation>
    </message>
    <message>
        <source>Gradients with a larger norm are scaled down to it; 0 switches clipping off.</source>
        <translation>Gradienty o większej normie są do niej skalowane; 0 wyłącza przycinanie.</translation>
    </message>
    <message>
        <source>Adam β₁</source>
        <translation>Adam β₁</translation>
    </message>
    <message>
        <source>Memory of the first moment.</source>
        <translation>Pamięć pierwszego momentu.</translation>
    </message>
    <message>
        <source>Adam β₂</source>
        <translation>Adam β₂</translation>
    </message>
    <message>
        <source>Memory of the second moment.</source>
        <translation>Pamięć drugiego momentu.</translation>
    </message>
    <message>
        <source>Adam ε</source>
        <translation>Adam ε</translation>
    </message>
    <message>
        <source>Keeps the division stable.</source>
        <translation>Utrzymuje stabilność dzielenia.</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>Waliduj co</translation>
    </message>
    <message>
        <source>Optimiser steps between two looks at the validation rows; 0 chooses about ten looks a run.</source>
        <translation>Kroki optymalizatora między dwoma spojrzeniami na wiersze walidacyjne; 0 wybiera około dziesięciu spojrzeń na przebieg.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>kroków</translation>
    </message>
    <message>
        <source>Validation rows at most</source>
        <translation>Najwyżej wierszy walidacyjnych</translation>
    </message>
    <message>
        <source>A fixed part of the validation rows is used when there are more; 0 uses all.</source>
        <translation>Gdy jest ich więcej, używana jest stała część wierszy walidacyjnych; 0 używa wszystkich.</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>Zatrzymaj wcześniej po</translation>
    </message>
    <message>
        <source>Ends the run when validation loss has not improved for this many looks; 0 never ends it early.</source>
        <translation>Kończy przebieg, gdy strata walidacyjna nie poprawia się przez tyle spojrzeń; 0 nigdy nie kończy wcześniej.</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>spojrzeniach</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>Zapisuj co</translation>
    </message>
    <message>
        <source>Optimiser steps between two checkpoints to resume from; 0 saves at each validation.</source>
        <translation>Kroki optymalizatora między dwoma punktami kontrolnymi do wznowienia; 0 zapisuje przy każdej walidacji.</translation>
    </message>
    <message>
        <source>Sample answers</source>
        <translation>Przykładowe odpowiedzi</translation>
    </message>
    <message>
        <source>Validation questions that the model answers at each look, to read along.</source>
        <translation>Pytania walidacyjne, na które model odpowiada przy każdym spojrzeniu, do czytania na bieżąco.</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Wygładzanie etykiet</translation>
    </message>
    <message>
        <source>Spreads this share of the target over all tokens.</source>
        <translation>Rozkłada ten udział celu na wszystkie tokeny.</translation>
    </message>
    <message>
        <source>A stored event of kind “{0}” is damaged: its field “{1}” has a wrong value.</source>
        <translation>Zapisane zdarzenie rodzaju „{0}” jest uszkodzone: pole „{1}” ma złą wartość.</translation>
    </message>
    <message>
        <source>A stored event is damaged: it does not say what kind of event it is.</source>
        <translation>Zapisane zdarzenie jest uszkodzone: nie mówi, jakiego jest rodzaju.</translation>
    </message>
    <message>
        <source>A stored event has the unknown kind “{0}”.</source>
        <translation>Zapisane zdarzenie ma nieznany rodzaj „{0}”.</translation>
    </message>
    <message>
        <source>It was probably written by a newer version of Attune.</source>
        <translation>Zapisała je zapewne nowsza wersja Attune.</translation>
    </message>
    <message>
        <source>The description of a run must be a JSON object.</source>
        <translation>Opis przebiegu musi być obiektem JSON.</translation>
    </message>
    <message>
        <source>The description of a run has a wrong value in its field “{0}”.</source>
        <translation>Opis przebiegu ma złą wartość w polu „{0}”.</translation>
    </message>
    <message>
        <source>Event {0} of the run is damaged.</source>
        <translation>Zdarzenie {0} przebiegu jest uszkodzone.</translation>
    </message>
    <message>
        <source>The project has no run “{0}”.</source>
        <translation>W projekcie nie ma przebiegu „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” could not be opened for writing.</source>
        <translation>Nie udało się otworzyć „{0}” do zapisu.</translation>
    </message>
    <message>
        <source>Check that you may write to the project&apos;s folder.</source>
        <translation>Sprawdź, czy masz prawo zapisu do folderu projektu.</translation>
    </message>
    <message>
        <source>The project “{0}” is already open in another Attune (process {1}).</source>
        <translation>Projekt „{0}” jest już otwarty w innym programie Attune (proces {1}).</translation>
    </message>
    <message>
        <source>Close it there, or wait until its training has ended.</source>
        <translation>Zamknij go tam albo poczekaj na koniec treningu.</translation>
    </message>
    <message>
        <source>“{0}” is damaged.</source>
        <translation>„{0}” jest uszkodzony.</translation>
    </message>
    <message>
        <source>Restore it from a backup; datasets, checkpoints and exports in the folder are separate files.</source>
        <translation>Odtwórz go z kopii zapasowej; zbiory danych, punkty kontrolne i eksporty w folderze to osobne pliki.</translation>
    </message>
    <message>
        <source>“{0}” already holds a project.</source>
        <translation>„{0}” zawiera już projekt.</translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation>Otwórz go albo wybierz inny folder.</translation>
    </message>
    <message>
        <source>“{0}” is not a project: it has no file “project.db”.</source>
        <translation>„{0}” nie jest projektem: brakuje pliku „project.db”.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it is not a database any more.</source>
        <translation>„{0}” jest uszkodzony: nie jest już bazą danych.</translation>
    </message>
    <message>
        <source>The run “{0}” is still training.</source>
        <translation>Przebieg „{0}” wciąż trwa.</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>Najpierw go zatrzymaj.</translation>
    </message>
    <message>
        <source>The project has no dataset “{0}”.</source>
        <translation>W projekcie nie ma zbioru danych „{0}”.</translation>
    </message>
    <message>
        <source>The dataset “{0}” belongs to the run “{1}”.</source>
        <translation>Zbiór danych „{0}” należy do przebiegu „{1}”.</translation>
    </message>
    <message>
        <source>Delete its runs first, or keep it so that they stay repeatable.</source>
        <translation>Najpierw usuń jego przebiegi albo zachowaj go, aby dały się powtórzyć.</translation>
    </message>
    <message>
        <source>“{0}” is a database, but not one of an Attune project.</source>
        <translation>„{0}” to baza danych, ale nie projektu Attune.</translation>
    </message>
    <message>
        <source>“{0}” was written by a newer version of Attune (schema {1}; this version knows {2}).</source>
        <translation>„{0}” zapisała nowsza wersja Attune (schemat {1}; ta wersja zna {2}).</translation>
    </message>
    <message>
        <source>Open it with that version; nothing was changed.</source>
        <translation>Otwórz go w tamtej wersji; nic nie zmieniono.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: its schema version is {1}.</source>
        <translation>„{0}” jest uszkodzony: jego wersja schematu to {1}.</translation>
    </message>
    <message>
        <source>The project could not be saved because the disk is full.</source>
        <translation>Nie udało się zapisać projektu, ponieważ dysk jest pełny.</translation>
    </message>
    <message>
        <source>Free some space; what could not be saved is kept in memory and tried again.</source>
        <translation>Zwolnij miejsce; to, czego nie udało się zapisać, pozostaje w pamięci i będzie ponawiane.</translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged.</source>
        <translation>Baza danych projektu jest uszkodzona.</translation>
    </message>
    <message>
        <source>Restore project.db from a backup; datasets, checkpoints and exports in the folder are separate files.</source>
        <translation>Odtwórz project.db z kopii zapasowej; zbiory danych, punkty kontrolne i eksporty w folderze to osobne pliki.</translation>
    </message>
    <message>
        <source>The project&apos;s database could not be read or written.</source>
        <translation>Nie udało się odczytać lub zapisać bazy danych projektu.</translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may write to the project&apos;s folder.</source>
        <translation>Sprawdź, czy dysk jest podłączony i czy masz prawo zapisu do folderu projektu.</translation>
    </message>
    <message>
        <source>“{0}” already exists or cannot be created.</source>
        <translation>„{0}” już istnieje albo nie można go utworzyć.</translation>
    </message>
    <message>
        <source>The summary of a run is damaged.</source>
        <translation>Podsumowanie przebiegu jest uszkodzone.</translation>
    </message>
    <message>
        <source>The summary of a run is damaged: its field “{0}” has a wrong value.</source>
        <translation>Podsumowanie przebiegu jest uszkodzone: pole „{0}” ma złą wartość.</translation>
    </message>
    <message>
        <source>“{0}” is not a time such as {1}.</source>
        <translation>„{0}” nie jest czasem takim jak {1}.</translation>
    </message>
    <message>
        <source>The model has no chat template called “{0}”.</source>
        <translation>Model nie ma szablonu rozmowy o nazwie „{0}”.</translation>
    </message>
    <message>
        <source>The messages for a chat template must be a list.</source>
        <translation>Wiadomości dla szablonu rozmowy muszą być listą.</translation>
    </message>
    <message>
        <source>A conversation is nested too deep for a chat template.</source>
        <translation>Rozmowa jest zagnieżdżona zbyt głęboko dla szablonu rozmowy.</translation>
    </message>
    <message>
        <source>“{0}” must hold a list of messages, or an object with the key “messages”.</source>
        <translation>„{0}” musi zawierać listę wiadomości albo obiekt z kluczem „messages”.</translation>
    </message>
    <message>
        <source>The chat template refuses this conversation: {0}</source>
        <translation>Szablon rozmowy odrzuca tę rozmowę: {0}</translation>
    </message>
    <message>
        <source>Line {0} of the chat template fails for this conversation.</source>
        <translation>Linia {0} szablonu rozmowy zawodzi dla tej rozmowy.</translation>
    </message>
    <message>
        <source>The chat template has a syntax error in line {0}.</source>
        <translation>Szablon rozmowy ma błąd składni w linii {0}.</translation>
    </message>
    <message>
        <source>Line {0} of the chat template uses something that Attune cannot render.</source>
        <translation>Linia {0} szablonu rozmowy używa czegoś, czego Attune nie potrafi przetworzyć.</translation>
    </message>
    <message>
        <source>Choose another chat template for this model, or edit that line.</source>
        <translation>Wybierz inny szablon rozmowy dla tego modelu albo popraw tę linię.</translation>
    </message>
    <message>
        <source>The chat template was stopped in line {0} because it exceeds a limit.</source>
        <translation>Szablon rozmowy zatrzymano w linii {0}, ponieważ przekracza limit.</translation>
    </message>
    <message>
        <source>The chat template is larger than the {0} bytes allowed.</source>
        <translation>Szablon rozmowy przekracza {0} dozwolonych bajtów.</translation>
    </message>
    <message>
        <source>The chat template is not valid UTF-8 text.</source>
        <translation>Szablon rozmowy nie jest poprawnym tekstem UTF-8.</translation>
    </message>
    <message>
        <source>A text of {0} bytes is too long to be tokenised at once.</source>
        <translation>Tekst o długości {0} bajtów jest zbyt długi, by podzielić go na tokeny naraz.</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8 at byte {0}.</source>
        <translation>Tekst nie jest poprawnym UTF-8 przy bajcie {0}.</translation>
    </message>
    <message>
        <source>{0} must hold a JSON object.</source>
        <translation>{0} musi zawierać obiekt JSON.</translation>
    </message>
    <message>
        <source>{0} has the format version “{1}”; only 1.0 is known.</source>
        <translation>{0} ma wersję formatu „{1}”; znana jest tylko 1.0.</translation>
    </message>
    <message>
        <source>{0} has no model, so it is not a tokenizer.</source>
        <translation>{0} nie ma modelu, więc nie jest tokenizerem.</translation>
    </message>
    <message>
        <source>{0} has neither tokenizer.json nor tokenizer.model.</source>
        <translation>{0} nie ma ani tokenizer.json, ani tokenizer.model.</translation>
    </message>
    <message>
        <source>Choose the folder that the model was downloaded to.</source>
        <translation>Wybierz folder, do którego pobrano model.</translation>
    </message>
    <message>
        <source>The text has a character that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary.</source>
        <translation>Tekst zawiera znak nieznany tokenizerowi, a jego tokenu nieznanego „{0}” nie ma w słowniku.</translation>
    </message>
    <message>
        <source>The normalisation rules (precompiled_charsmap) are damaged.</source>
        <translation>Reguły normalizacji (precompiled_charsmap) są uszkodzone.</translation>
    </message>
    <message>
        <source>{0}: “{1}” must be an object.</source>
        <translation>{0}: „{1}” musi być obiektem.</translation>
    </message>
    <message>
        <source>{0}: “{1}” must be {2}.</source>
        <translation>{0}: „{1}” musi mieć postać: {2}.</translation>
    </message>
    <message>
        <source>{0}: the {1} “{2}” is not known, so the text would be split wrongly.</source>
        <translation>{0}: {1} „{2}” nie jest znany, więc tekst zostałby źle podzielony.</translation>
    </message>
    <message>
        <source>{0} splits its text in a way called “{1}”, which is not known.</source>
        <translation>{0} dzieli tekst w sposób zwany „{1}”, który nie jest znany.</translation>
    </message>
    <message>
        <source>Use the model’s original folder, whose tokenizer.json describes the splitting.</source>
        <translation>Użyj oryginalnego folderu modelu, którego tokenizer.json opisuje podział.</translation>
    </message>
    <message>
        <source>{0} has a merge rule “{1}” without two tokens.</source>
        <translation>{0} ma regułę scalania „{1}” bez dwóch tokenów.</translation>
    </message>
    <message>
        <source>{0} has {1} tokens but {2} scores.</source>
        <translation>{0} ma {1} tokenów, ale {2} ocen.</translation>
    </message>
    <message>
        <source>{0} holds no vocabulary.</source>
        <translation>{0} nie zawiera słownika.</translation>
    </message>
    <message>
        <source>{0}: the {1} token {2} is outside the vocabulary of {3} tokens.</source>
        <translation>{0}: token {1} {2} jest poza słownikiem liczącym {3} tokenów.</translation>
    </message>
    <message>
        <source>{0}: token {1} is not valid UTF-8.</source>
        <translation>{0}: token {1} nie jest poprawnym UTF-8.</translation>
    </message>
    <message>
        <source>{0} has a tokenizer of the kind “{1}”; gpt2 and llama can be read.</source>
        <translation>{0} ma tokenizer rodzaju „{1}”; odczytać można gpt2 i llama.</translation>
    </message>
    <message>
        <source>{0}: the regular expression “{1}” cannot be used.</source>
        <translation>{0}: wyrażenia regularnego „{1}” nie można użyć.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is not a valid regular expression.</source>
        <translation>{0}: „{1}” nie jest poprawnym wyrażeniem regularnym.</translation>
    </message>
    <message>
        <source>The tokenizer’s regular expression gave up on a text of {0} bytes.</source>
        <translation>Wyrażenie regularne tokenizera poddało się przy tekście o długości {0} bajtów.</translation>
    </message>
    <message>
        <source>The construct {0} is not supported.</source>
        <translation>Konstrukcja {0} nie jest obsługiwana.</translation>
    </message>
    <message>
        <source>{0} is not a usable SentencePiece model.</source>
        <translation>{0} nie jest użytecznym modelem SentencePiece.</translation>
    </message>
    <message>
        <source>This SentencePiece model cannot be written as tokenizer.json: only BPE and unigram models with ▁ before words can.</source>
        <translation>Tego modelu SentencePiece nie można zapisać jako tokenizer.json: można tylko modele BPE i unigram z ▁ przed słowami.</translation>
    </message>
    <message>
        <source>The text has a character that the tokenizer does not know, and it has no unknown token.</source>
        <translation>Tekst zawiera znak nieznany tokenizerowi, a tokenizer nie ma tokenu nieznanego.</translation>
    </message>
    <message>
        <source>The text has a word that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary.</source>
        <translation>Tekst zawiera słowo nieznane tokenizerowi, a jego tokenu nieznanego „{0}” nie ma w słowniku.</translation>
    </message>
    <message>
        <source>“{0}” holds no model.safetensors.</source>
        <translation>„{0}” nie zawiera model.safetensors.</translation>
    </message>
    <message>
        <source>Choose a folder with config.json and model.safetensors, or a .gguf file.</source>
        <translation>Wybierz folder z config.json i model.safetensors albo plik .gguf.</translation>
    </message>
    <message>
        <source>“{0}” lacks {1} tensors of a {2} model: {3}.</source>
        <translation>„{0}” nie ma {1} tensorów modelu {2}: {3}.</translation>
    </message>
    <message>
        <source>Get the model again; its weights and its config.json do not belong together.</source>
        <translation>Pobierz model ponownie; jego wagi i config.json do siebie nie pasują.</translation>
    </message>
    <message>
        <source>“{0}” does not fit its config: {1}.</source>
        <translation>„{0}” nie pasuje do konfiguracji: {1}.</translation>
    </message>
    <message>
        <source>{0} should hold a JSON object.</source>
        <translation>{0} powinien zawierać obiekt JSON.</translation>
    </message>
    <message>
        <source>“{0}” is an adapter, not a whole model.</source>
        <translation>„{0}” to adapter, a nie cały model.</translation>
    </message>
    <message>
        <source>Choose the model it was made for.</source>
        <translation>Wybierz model, dla którego powstał.</translation>
    </message>
    <message>
        <source>“{0}” does not exist.</source>
        <translation>„{0}” nie istnieje.</translation>
    </message>
    <message>
        <source>“{0}” is not a model.</source>
        <translation>„{0}” nie jest modelem.</translation>
    </message>
    <message>
        <source>“{0}” holds several .gguf files.</source>
        <translation>„{0}” zawiera kilka plików .gguf.</translation>
    </message>
    <message>
        <source>Choose one of the files.</source>
        <translation>Wybierz jeden z plików.</translation>
    </message>
    <message>
        <source>“{0}” holds no model.</source>
        <translation>„{0}” nie zawiera modelu.</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>Wczytywanie modelu</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which {3} attention heads do not divide.</source>
        <translation>{0}: „{1}” to {2}, czego nie dzieli {3} głowic uwagi.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which leaves no position after “pad_token_id”.</source>
        <translation>{0}: „{1}” to {2}, co nie zostawia pozycji po „pad_token_id”.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>liczba całkowita</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which is not within {3}.</source>
        <translation>{0}: „{1}” to {2}, poza zakresem {3}.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which is out of range.</source>
        <translation>{0}: „{1}” to {2}, poza zakresem.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but must be greater than 0.</source>
        <translation>{0}: „{1}” to {2}, a musi być większe od 0.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>tekst</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>lista liczb</translation>
    </message>
    <message>
        <source>a list of numbers greater than 0</source>
        <translation>lista liczb większych od 0</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>lista tekstów</translation>
    </message>
    <message>
        <source>a token id or a list of token ids</source>
        <translation>identyfikator tokenu lub lista identyfikatorów</translation>
    </message>
    <message>
        <source>{0}: “{1}” should be {2}, but is {3}.</source>
        <translation>{0}: „{1}” powinno mieć postać: {2}, a jest: {3}.</translation>
    </message>
    <message>
        <source>{0}: the key “{1}” is missing.</source>
        <translation>{0}: brakuje klucza „{1}”.</translation>
    </message>
    <message>
        <source>{0}: “{1}” = “{2}” is not supported.</source>
        <translation>{0}: „{1}” = „{2}” nie jest obsługiwane.</translation>
    </message>
    <message>
        <source>{0}: {2} dimensions of each head would be rotated (“{1}”), but they must be pairs.</source>
        <translation>{0}: obracanych byłoby {2} wymiarów każdej głowicy („{1}”), a muszą tworzyć pary.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but must be greater than “low_freq_factor”.</source>
        <translation>{0}: „{1}” to {2}, a musi być większe niż „low_freq_factor”.</translation>
    </message>
    <message>
        <source>{0}: “{1}” and “long_factor” should hold {3} numbers each, “{1}” has {2}.</source>
        <translation>{0}: „{1}” i „long_factor” powinny mieć po {3} liczb, a „{1}” ma {2}.</translation>
    </message>
    <message>
        <source>{0}: “{1}” has {2} entries for {3} layers.</source>
        <translation>{0}: „{1}” ma {2} wpisów dla {3} warstw.</translation>
    </message>
    <message>
        <source>a list with 0 or 1 for each layer</source>
        <translation>lista z 0 lub 1 dla każdej warstwy</translation>
    </message>
    <message>
        <source>Weights cannot be written as “{0}”.</source>
        <translation>Wag nie można zapisać jako „{0}”.</translation>
    </message>
    <message>
        <source>Writing the model</source>
        <translation>Zapisywanie modelu</translation>
    </message>
    <message>
        <source>“{0}” is not a plain file name.</source>
        <translation>„{0}” nie jest zwykłą nazwą pliku.</translation>
    </message>
    <message>
        <source>Get the file again from where it came from.</source>
        <translation>Pobierz plik ponownie stamtąd, skąd pochodzi.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it ends within its header.</source>
        <translation>„{0}” jest uszkodzony: kończy się w nagłówku.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: a name in it has {1} bytes.</source>
        <translation>„{0}” jest uszkodzony: nazwa w nim ma {1} bajtów.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: a text in it is not valid UTF-8.</source>
        <translation>„{0}” jest uszkodzony: tekst w nim nie jest poprawnym UTF-8.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it uses the unknown value type {1}.</source>
        <translation>„{0}” jest uszkodzony: używa nieznanego typu wartości {1}.</translation>
    </message>
    <message>
        <source>“{0}” holds lists nested too deeply.</source>
        <translation>„{0}” zawiera zbyt głęboko zagnieżdżone listy.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: a list in it should have {1} entries.</source>
        <translation>„{0}” jest uszkodzony: lista w nim powinna mieć {1} wpisów.</translation>
    </message>
    <message>
        <source>“{0}” is not a GGUF file.</source>
        <translation>„{0}” nie jest plikiem GGUF.</translation>
    </message>
    <message>
        <source>“{0}” is a GGUF file of version {1} or of big-endian order; Attune reads versions 2 and 3.</source>
        <translation>„{0}” to plik GGUF w wersji {1} lub w kolejności big-endian; Attune czyta wersje 2 i 3.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: it should hold {1} tensors and {2} values, more than its size allows.</source>
        <translation>„{0}” jest uszkodzony: powinien mieć {1} tensorów i {2} wartości, więcej, niż pozwala jego rozmiar.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the key “{1}” stands in it twice.</source>
        <translation>„{0}” jest uszkodzony: klucz „{1}” występuje w nim dwa razy.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has {2} dimensions instead of 1 to 4.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” ma {2} wymiarów zamiast 1 do 4.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has an impossible dimension.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” ma niemożliwy wymiar.</translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” has the unknown type {2}.</source>
        <translation>„{0}”: tensor „{1}” ma nieznany typ {2}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” cannot have the shape {2} as {3}.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” nie może mieć kształtu {2} jako {3}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: its “general.alignment” is not a power of two up to {1}.</source>
        <translation>„{0}” jest uszkodzony: „general.alignment” nie jest potęgą dwójki do {1}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” stands in it twice.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” występuje w nim dwa razy.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” is not aligned.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” nie jest wyrównany.</translation>
    </message>
    <message>
        <source>“{0}” is incomplete: the tensor “{1}” ends at byte {2} of {3}.</source>
        <translation>„{0}” jest niekompletny: tensor „{1}” kończy się przy bajcie {2} z {3}.</translation>
    </message>
    <message>
        <source>Get the file again; the download or copy did not finish.</source>
        <translation>Pobierz plik ponownie; pobieranie lub kopiowanie się nie zakończyło.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensors “{1}” and “{2}” overlap.</source>
        <translation>„{0}” jest uszkodzony: tensory „{1}” i „{2}” zachodzą na siebie.</translation>
    </message>
    <message>
        <source>Export the model as a Hugging Face folder instead.</source>
        <translation>Wyeksportuj model zamiast tego jako folder Hugging Face.</translation>
    </message>
    <message>
        <source>GGUF cannot express the position scaling “{0}” of this model.</source>
        <translation>GGUF nie potrafi wyrazić skalowania pozycji „{0}” tego modelu.</translation>
    </message>
    <message>
        <source>The tokenizer has {0} tokens, the model {1}; they do not fit together.</source>
        <translation>Tokenizer ma {0} tokenów, model {1}; nie pasują do siebie.</translation>
    </message>
    <message>
        <source>GGUF has no name for the tensor “{0}”.</source>
        <translation>GGUF nie ma nazwy dla tensora „{0}”.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is not in the checkpoint.</source>
        <translation>Tensora „{0}” nie ma w punkcie kontrolnym.</translation>
    </message>
    <message>
        <source>Models of the type “{0}” for the task “{1}” cannot be exported as GGUF.</source>
        <translation>Modeli typu „{0}” do zadania „{1}” nie można eksportować jako GGUF.</translation>
    </message>
    <message>
        <source>“{0}” is not a GGUF type that can be written.</source>
        <translation>„{0}” nie jest typem GGUF, który można zapisać.</translation>
    </message>
    <message>
        <source>{0}: GGUF files of the architecture “{1}” are not supported.</source>
        <translation>{0}: pliki GGUF o architekturze „{1}” nie są obsługiwane.</translation>
    </message>
    <message>
        <source>Use the model&apos;s original Hugging Face version.</source>
        <translation>Użyj oryginalnej wersji modelu z Hugging Face.</translation>
    </message>
    <message>
        <source>{0}: its rotary frequencies are scaled in a way that is not supported.</source>
        <translation>{0}: częstotliwości rotacyjne są skalowane w nieobsługiwany sposób.</translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} does not consist of {2} heads.</source>
        <translation>Tensor „{0}” o kształcie {1} nie składa się z {2} głowic.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is stored as {1}, which Attune cannot compute with.</source>
        <translation>Tensor „{0}” jest zapisany jako {1}, czym Attune nie potrafi liczyć.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the lists of its vocabulary differ in length.</source>
        <translation>„{0}” jest uszkodzony: listy słownika różnią się długością.</translation>
    </message>
    <message>
        <source>This tokenizer cannot be exported as GGUF: {0}.</source>
        <translation>Tego tokenizera nie można eksportować jako GGUF: {0}.</translation>
    </message>
    <message>
        <source>it has no vocabulary</source>
        <translation>nie ma słownika</translation>
    </message>
    <message>
        <source>its vocabulary is damaged</source>
        <translation>jego słownik jest uszkodzony</translation>
    </message>
    <message>
        <source>GGUF cannot express its merges</source>
        <translation>GGUF nie potrafi wyrazić jego reguł scalania</translation>
    </message>
    <message>
        <source>only BPE vocabularies are supported</source>
        <translation>obsługiwane są tylko słowniki BPE</translation>
    </message>
    <message>
        <source>it changes the text before splitting</source>
        <translation>zmienia tekst przed podziałem</translation>
    </message>
    <message>
        <source>llama.cpp has no name for its way of splitting text</source>
        <translation>llama.cpp nie ma nazwy dla jego sposobu dzielenia tekstu</translation>
    </message>
    <message>
        <source>there is no tokenizer.json</source>
        <translation>brakuje tokenizer.json</translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} cannot be stored as {2} in a GGUF file.</source>
        <translation>Tensora „{0}” o kształcie {1} nie można zapisać jako {2} w pliku GGUF.</translation>
    </message>
    <message>
        <source>The tensor name “{0}” cannot stand in the file, or stands there twice.</source>
        <translation>Nazwa tensora „{0}” nie może stać w pliku albo występuje w nim dwa razy.</translation>
    </message>
    <message>
        <source>The tensor “{0}” was not announced for “{1}”.</source>
        <translation>Tensor „{0}” nie był zapowiedziany dla „{1}”.</translation>
    </message>
    <message>
        <source>The tensor “{0}” cannot be written as {1} from {2} numbers.</source>
        <translation>Tensora „{0}” nie można zapisać jako {1} z {2} liczb.</translation>
    </message>
    <message>
        <source>The tensor “{0}” was not written completely to “{1}”.</source>
        <translation>Tensor „{0}” nie został w całości zapisany w „{1}”.</translation>
    </message>
    <message>
        <source>The name of “{0}” does not tell what kind of file it is.</source>
        <translation>Nazwa „{0}” nie mówi, jaki to rodzaj pliku.</translation>
    </message>
    <message>
        <source>Models, tokenizers, configs and tables of data can be inspected.</source>
        <translation>Można badać modele, tokenizery, konfiguracje i tabele danych.</translation>
    </message>
    <message>
        <source>an object with a text for each number from 0 on</source>
        <translation>obiekt z tekstem dla każdej liczby od 0</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which does not divide the {3} attention heads.</source>
        <translation>{0}: „{1}” to {2}, co nie dzieli {3} głowic uwagi.</translation>
    </message>
    <message>
        <source>{0} is not a model&apos;s config: it is not a JSON object.</source>
        <translation>{0} nie jest konfiguracją modelu: nie jest obiektem JSON.</translation>
    </message>
    <message>
        <source>{0}: models of the type “{1}” are not supported.</source>
        <translation>{0}: modele typu „{1}” nie są obsługiwane.</translation>
    </message>
    <message>
        <source>Supported are {2}.</source>
        <translation>Obsługiwane są: {2}.</translation>
    </message>
    <message>
        <source>{0}: the model was stored quantised (“quantization_config”).</source>
        <translation>{0}: model zapisano skwantyzowany („quantization_config”).</translation>
    </message>
    <message>
        <source>Use the model&apos;s original version; Attune quantises it itself while training, if asked.</source>
        <translation>Użyj oryginalnej wersji modelu; Attune w razie potrzeby sam kwantyzuje go podczas treningu.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: its “__metadata__” is not an object.</source>
        <translation>„{0}” jest uszkodzony: „__metadata__” nie jest obiektem.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the entry “{1}” of its “__metadata__” is not text.</source>
        <translation>„{0}” jest uszkodzony: wpis „{1}” w „__metadata__” nie jest tekstem.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the entry of the tensor “{1}” is not an object.</source>
        <translation>„{0}” jest uszkodzony: wpis tensora „{1}” nie jest obiektem.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no dtype.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” nie ma dtype.</translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” has the unknown dtype “{2}”.</source>
        <translation>„{0}”: tensor „{1}” ma nieznany dtype „{2}”.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no valid shape.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” nie ma poprawnego kształtu.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no valid data_offsets.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” nie ma poprawnych data_offsets.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has shape {2} as {3}, but {4} bytes.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” ma kształt {2} jako {3}, ale {4} bajtów.</translation>
    </message>
    <message>
        <source>“{0}” is not a safetensors file: its header is not JSON.</source>
        <translation>„{0}” nie jest plikiem safetensors: jego nagłówek nie jest JSON.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” starts at byte {2} instead of {3}.</source>
        <translation>„{0}” jest uszkodzony: tensor „{1}” zaczyna się przy bajcie {2} zamiast {3}.</translation>
    </message>
    <message>
        <source>“{0}” is incomplete: it should hold {1} bytes of tensors but has {2}.</source>
        <translation>„{0}” jest niekompletny: powinien mieć {1} bajtów tensorów, a ma {2}.</translation>
    </message>
    <message>
        <source>“{0}” is damaged: {1} bytes follow its last tensor.</source>
        <translation>„{0}” jest uszkodzony: za ostatnim tensorem stoi {1} bajtów.</translation>
    </message>
    <message>
        <source>“{0}” is too short for a safetensors file.</source>
        <translation>„{0}” jest za krótki jak na plik safetensors.</translation>
    </message>
    <message>
        <source>“{0}” is not a complete safetensors file: its header should have {1} bytes.</source>
        <translation>„{0}” nie jest kompletnym plikiem safetensors: nagłówek powinien mieć {1} bajtów.</translation>
    </message>
    <message>
        <source>Get the model again from where it came from.</source>
        <translation>Pobierz model ponownie stamtąd, skąd pochodzi.</translation>
    </message>
    <message>
        <source>“{0}” is not an index of shards: it has no “weight_map”.</source>
        <translation>„{0}” nie jest indeksem części: nie ma „weight_map”.</translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” is said to be in a file that is not a plain file name.</source>
        <translation>„{0}”: tensor „{1}” ma być w pliku, który nie jest zwykłą nazwą pliku.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is not in “{1}”, where “{2}” says it is.</source>
        <translation>Tensora „{0}” nie ma w „{1}”, gdzie według „{2}” powinien być.</translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} cannot be stored as {2} in a safetensors file.</source>
        <translation>Tensora „{0}” o kształcie {1} nie można zapisać jako {2} w pliku safetensors.</translation>
    </message>
    <message>
        <source>A tensor name for “{0}” is not valid UTF-8.</source>
        <translation>Nazwa tensora dla „{0}” nie jest poprawnym UTF-8.</translation>
    </message>
    <message>
        <source>The tensor “{0}” got more bytes than its shape has.</source>
        <translation>Tensor „{0}” dostał więcej bajtów, niż ma jego kształt.</translation>
    </message>
    <message>
        <source>The asked part of the tensor “{0}” reaches outside of it.</source>
        <translation>Żądana część tensora „{0}” wykracza poza niego.</translation>
    </message>
    <message>
        <source>“{0}” is not a file.</source>
        <translation>„{0}” nie jest plikiem.</translation>
    </message>
    <message>
        <source>“{0}” ends before its data does.</source>
        <translation>„{0}” kończy się przed końcem swoich danych.</translation>
    </message>
    <message>
        <source>Get the file again; it is incomplete or was changed while it was read.</source>
        <translation>Pobierz plik ponownie; jest niekompletny albo zmienił się podczas odczytu.</translation>
    </message>
    <message>
        <source>“{0}” holds no tokenizer.</source>
        <translation>„{0}” nie zawiera tokenizera.</translation>
    </message>
    <message>
        <source>There is no model “{0}” on this machine.</source>
        <translation>Na tym komputerze nie ma modelu „{0}”.</translation>
    </message>
    <message>
        <source>Give a Hugging Face folder, a .gguf file, or an id from the list of models.</source>
        <translation>Podaj folder Hugging Face, plik .gguf albo identyfikator z listy modeli.</translation>
    </message>
    <message>
        <source>Use the tokenizer that belongs to this model.</source>
        <translation>Użyj tokenizera należącego do tego modelu.</translation>
    </message>
    <message>
        <source>Row {0} of “{1}” cannot be turned into tokens.</source>
        <translation>Wiersza {0} z „{1}” nie można zamienić na tokeny.</translation>
    </message>
    <message>
        <source>Turning rows into tokens</source>
        <translation>Zamienianie wierszy na tokeny</translation>
    </message>
    <message>
        <source>Choose another name, or open the project that is there.</source>
        <translation>Wybierz inną nazwę albo otwórz istniejący projekt.</translation>
    </message>
    <message>
        <source>There is no project folder “{0}”.</source>
        <translation>Nie ma folderu projektu „{0}”.</translation>
    </message>
    <message>
        <source>Check the name, or make a new project.</source>
        <translation>Sprawdź nazwę albo utwórz nowy projekt.</translation>
    </message>
    <message>
        <source>The project has no dataset yet.</source>
        <translation>Projekt nie ma jeszcze zbioru danych.</translation>
    </message>
    <message>
        <source>Import a file of examples first.</source>
        <translation>Najpierw zaimportuj plik z przykładami.</translation>
    </message>
    <message>
        <source>The project has several datasets: {0}.</source>
        <translation>Projekt ma kilka zbiorów danych: {0}.</translation>
    </message>
    <message>
        <source>Say which one is meant.</source>
        <translation>Podaj, o który chodzi.</translation>
    </message>
    <message>
        <source>It has {1}.</source>
        <translation>Ma: {1}.</translation>
    </message>
    <message>
        <source>There is no report format “{0}”.</source>
        <translation>Nie ma formatu raportu „{0}”.</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Pisanie raportu</translation>
    </message>
    <message>
        <source>None of the {0} training rows of “{1}” has a token to learn within {2} tokens.</source>
        <translation>Żaden z {0} wierszy treningowych „{1}” nie ma tokenu do nauki w obrębie {2} tokenów.</translation>
    </message>
    <message>
        <source>Raise “Length at most”, or check in the data page that the answers are in the right column.</source>
        <translation>Zwiększ „Najwyżej długość” albo sprawdź na stronie danych, czy odpowiedzi są we właściwej kolumnie.</translation>
    </message>
    <message>
        <source>`attune params` lists them.</source>
        <translation>Wymienia je `attune params`.</translation>
    </message>
    <message>
        <source>The run “{0}” is complete; there is nothing left to resume.</source>
        <translation>Przebieg „{0}” jest ukończony; nie ma czego wznawiać.</translation>
    </message>
    <message>
        <source>The model “{0}” is not the one that the run “{1}” began with.</source>
        <translation>Model „{0}” nie jest tym, z którym zaczął się przebieg „{1}”.</translation>
    </message>
    <message>
        <source>Put the former files back, or start a new run.</source>
        <translation>Przywróć poprzednie pliki albo rozpocznij nowy przebieg.</translation>
    </message>
    <message>
        <source>The dataset of the run “{0}” has changed.</source>
        <translation>Zbiór danych przebiegu „{0}” się zmienił.</translation>
    </message>
    <message>
        <source>“{0}” could not be copied to “{1}”.</source>
        <translation>Nie udało się skopiować „{0}” do „{1}”.</translation>
    </message>
    <message>
        <source>The run “{0}” has no checkpoint yet.</source>
        <translation>Przebieg „{0}” nie ma jeszcze punktu kontrolnego.</translation>
    </message>
    <message>
        <source>Let it train until the first validation, or stop it with saving.</source>
        <translation>Pozwól mu trenować do pierwszej walidacji albo zatrzymaj go z zapisem.</translation>
    </message>
    <message>
        <source>There is no export format “{0}”.</source>
        <translation>Nie ma formatu eksportu „{0}”.</translation>
    </message>
    <message>
        <source>Choose “peft” or “huggingface”.</source>
        <translation>Wybierz „peft” albo „huggingface”.</translation>
    </message>
    <message>
        <source>The run “{0}” trained the model&apos;s own weights, so there is no adapter to export.</source>
        <translation>Przebieg „{0}” trenował własne wagi modelu, więc nie ma adaptera do eksportu.</translation>
    </message>
    <message>
        <source>Export the merged model instead.</source>
        <translation>Wyeksportuj zamiast tego scalony model.</translation>
    </message>
    <message>
        <source>The exported adapter does not compute what the run “{0}” computes (difference {1}).</source>
        <translation>Wyeksportowany adapter nie liczy tego, co przebieg „{0}” (różnica {1}).</translation>
    </message>
    <message>
        <source>Nothing was exported; please report this.</source>
        <translation>Niczego nie wyeksportowano; prosimy to zgłosić.</translation>
    </message>
    <message>
        <source>`attune runs` lists them.</source>
        <translation>Wymienia je `attune runs`.</translation>
    </message>
    <message>
        <source>The adapter “{0}” was trained on a base changed in a way that is not known: {1}.</source>
        <translation>Adapter „{0}” trenowano na bazie zmienionej w nieznany sposób: {1}.</translation>
    </message>
    <message>
        <source>Models of type “{0}” have no biases that BitFit could train.</source>
        <translation>Modele typu „{0}” nie mają wyrazów wolnych, które BitFit mógłby trenować.</translation>
    </message>
    <message>
        <source>Choose LoRA.</source>
        <translation>Wybierz LoRA.</translation>
    </message>
    <message>
        <source>BitFit</source>
        <translation>BitFit</translation>
    </message>
    <message>
        <source>Trains the biases alone, about a thousandth of the weights. For small corrections with few rows; works only with models that have biases.</source>
        <translation>Trenuje same wyrazy wolne, około tysięcznej części wag. Do drobnych poprawek na małej liczbie wierszy; działa tylko z modelami, które je mają.</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>As LoRA, and learns the length of each row of a layer&apos;s weight by itself. Often closer to full fine-tuning at small ranks; a step takes longer.</source>
        <translation>Jak LoRA, a ponadto osobno uczy się długości każdego wiersza wag warstwy. Przy małych rangach często bliżej pełnego dostrajania; krok trwa dłużej.</translation>
    </message>
    <message>
        <source>Last layers only</source>
        <translation>Tylko ostatnie warstwy</translation>
    </message>
    <message>
        <source>Trains the last layers in full and leaves the rest as it is. Between LoRA and full fine-tuning in memory, and quick, as the lower layers need no way back.</source>
        <translation>Trenuje w pełni ostatnie warstwy, a resztę pozostawia. Pod względem pamięci między LoRA a pełnym dostrajaniem i szybkie, bo niższe warstwy nie wymagają drogi powrotnej.</translation>
    </message>
    <message>
        <source>The adapter “{0}” does not fit the model.</source>
        <translation>Adapter „{0}” nie pasuje do modelu.</translation>
    </message>
    <message>
        <source>(IA)³ does not know the layers of models of type “{0}”.</source>
        <translation>(IA)³ nie zna warstw modeli typu „{0}”.</translation>
    </message>
    <message>
        <source>(IA)³</source>
        <translation>(IA)³</translation>
    </message>
    <message>
        <source>Trains one factor for each key, value and inner feature: a hundred times fewer numbers than LoRA. For few rows or many tiny adapters; needs a learning rate about ten times higher.</source>
        <translation>Trenuje jeden czynnik dla każdego klucza, wartości i cechy wewnętrznej: sto razy mniej liczb niż LoRA. Dla małej liczby wierszy lub wielu malutkich adapterów; potrzebuje około dziesięć razy większej szybkości uczenia.</translation>
    </message>
    <message>
        <source>The adapter “{0}” does not fit the model: “{1}” is missing or has another size.</source>
        <translation>Adapter „{0}” nie pasuje do modelu: „{1}” brakuje lub ma inny rozmiar.</translation>
    </message>
    <message>
        <source>LoRA+</source>
        <translation>LoRA+</translation>
    </message>
    <message>
        <source>As LoRA, and the second matrix learns several times faster than the first. Can reach the same loss in fewer steps.</source>
        <translation>Jak LoRA, a druga macierz uczy się kilka razy szybciej niż pierwsza. Może osiągnąć tę samą stratę w mniejszej liczbie kroków.</translation>
    </message>
    <message>
        <source>PiSSA</source>
        <translation>PiSSA</translation>
    </message>
    <message>
        <source>As LoRA, but begins with the strongest directions of each layer&apos;s weight instead of a random start. Often learns faster; saved as a LoRA of twice the rank.</source>
        <translation>Jak LoRA, lecz zaczyna od najsilniejszych kierunków wag każdej warstwy zamiast losowo. Często uczy się szybciej; zapisywane jako LoRA o podwójnej randze.</translation>
    </message>
    <message>
        <source>The vectors of prompt tuning stand before the text and cannot be worked into the weights.</source>
        <translation>Wektory dostrajania poleceń stoją przed tekstem i nie można ich wpisać w wagi.</translation>
    </message>
    <message>
        <source>Export the adapter instead.</source>
        <translation>Wyeksportuj zamiast tego adapter.</translation>
    </message>
    <message>
        <source>Prompt tuning</source>
        <translation>Dostrajanie poleceń</translation>
    </message>
    <message>
        <source>Trains a few vectors that stand before every text, and nothing in the model. The smallest result of all; needs a high learning rate and does better with large models.</source>
        <translation>Trenuje kilka wektorów stojących przed każdym tekstem i nic w modelu. Najmniejszy wynik ze wszystkich; potrzebuje dużej szybkości uczenia i lepiej działa z dużymi modelami.</translation>
    </message>
    <message>
        <source>QLoRA</source>
        <translation>QLoRA</translation>
    </message>
    <message>
        <source>LoRA beside a model held in 4 bits. Needs the least memory of all, at slightly lower quality and a slower step.</source>
        <translation>LoRA obok modelu trzymanego w 4 bitach. Potrzebuje najmniej pamięci, przy nieco niższej jakości i wolniejszym kroku.</translation>
    </message>
    <message>
        <source>Ratio of learning rates</source>
        <translation>Stosunek szybkości uczenia</translation>
    </message>
    <message>
        <source>How many times faster the second matrix (B) learns than the first (A).</source>
        <translation>Ile razy szybciej druga macierz (B) uczy się niż pierwsza (A).</translation>
    </message>
    <message>
        <source>Trained layers</source>
        <translation>Trenowane warstwy</translation>
    </message>
    <message>
        <source>How many of the last layers learn; all below stay as they are.</source>
        <translation>Ile ostatnich warstw się uczy; niższe pozostają bez zmian.</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>warstw</translation>
    </message>
    <message>
        <source>Prompt vectors</source>
        <translation>Wektory polecenia</translation>
    </message>
    <message>
        <source>Trained vectors that stand before every text. More can hold more and make each text longer.</source>
        <translation>Trenowane wektory stojące przed każdym tekstem. Więcej pomieści więcej i wydłuża każdy tekst.</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>wektorów</translation>
    </message>
    <message>
        <source>The trained tensors are the model&apos;s own; the base&apos;s values are not kept while training.</source>
        <translation>Trenowane tensory należą do samego modelu; wartości bazy nie są zachowywane podczas treningu.</translation>
    </message>
    <message>
        <source>The model has no tensors that this technique trains.</source>
        <translation>Model nie ma tensorów, które ta technika trenuje.</translation>
    </message>
    <message>
        <source>The checkpoint “{0}” does not fit the model.</source>
        <translation>Punkt kontrolny „{0}” nie pasuje do modelu.</translation>
    </message>
    <message>
        <source>Choose the model that it was trained on.</source>
        <translation>Wybierz model, na którym go trenowano.</translation>
    </message>
    <message>
        <source>A stored evaluation cannot be read.</source>
        <translation>Nie można odczytać zapisanej oceny.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Strata</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perpleksja</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>Dokładne trafienie</translation>
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
        <translation>Trafność</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro F1</translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation>Mikro F1</translation>
    </message>
    <message>
        <source>Preference accuracy</source>
        <translation>Trafność preferencji</translation>
    </message>
    <message>
        <source>The curve cannot be judged: {0}.</source>
        <translation>Krzywej nie można ocenić: {0}.</translation>
    </message>
    <message>
        <source>It must be an object with equally long lists “steps”, “train” and “val”; null stands for not finite.</source>
        <translation>Musi być obiektem z równie długimi listami „steps”, „train” i „val”; null oznacza wartość nieskończoną.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. The run has only {8} training rows: more rows help more than any setting.</source>
        <translation>Zatrzymaj i użyj kroku {1}. Przebieg ma tylko {8} wierszy treningowych: więcej wierszy pomoże bardziej niż jakiekolwiek ustawienie.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. The best step came within the first epoch: try half the learning rate.</source>
        <translation>Zatrzymaj i użyj kroku {1}. Najlepszy krok wypadł w pierwszej epoce: spróbuj o połowę mniejszej szybkości uczenia.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. For the next run set the epochs to about {9}.</source>
        <translation>Zatrzymaj i użyj kroku {1}. W następnym przebiegu ustaw około {9} epok.</translation>
    </message>
    <message>
        <source>The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while training loss fell from {4} to {5}. Compared row by row on {6} rows, the rise is {7} times its standard error.</source>
        <translation>Model się przeucza: strata walidacyjna wzrosła o {3}% z {0} w kroku {1} do {2}, a strata treningowa spadła z {4} do {5}. Porównany wiersz po wierszu na {6} wierszach, wzrost to {7}-krotność błędu standardowego.</translation>
    </message>
    <message>
        <source>The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while training loss fell from {4} to {5}. That is more than the noise of the curve explains.</source>
        <translation>Model się przeucza: strata walidacyjna wzrosła o {3}% z {0} w kroku {1} do {2}, a strata treningowa spadła z {4} do {5}. To więcej, niż wyjaśnia szum krzywej.</translation>
    </message>
    <message>
        <source>Validation loss may be turning: it is {2} after {0} at step {1}, while training loss fell from {4} to {5}.</source>
        <translation>Strata walidacyjna może się odwracać: wynosi {2} po {0} w kroku {1}, a strata treningowa spadła z {4} do {5}.</translation>
    </message>
    <message>
        <source>Watch the next looks; the checkpoint of step {1} is kept.</source>
        <translation>Obserwuj następne spojrzenia; punkt kontrolny kroku {1} jest zachowany.</translation>
    </message>
    <message>
        <source>Validation loss has stopped improving: it stays near {2}, while training loss goes on falling to {5}.</source>
        <translation>Strata walidacyjna przestała się poprawiać: pozostaje blisko {2}, a strata treningowa dalej spada do {5}.</translation>
    </message>
    <message>
        <source>You can stop here without losing quality, and use step {1}.</source>
        <translation>Możesz tu zatrzymać bez utraty jakości i użyć kroku {1}.</translation>
    </message>
    <message>
        <source>Training diverges: training loss climbed to {5} and validation loss from {0} at step {1} to {2}.</source>
        <translation>Trening się rozbiega: strata treningowa wzrosła do {5}, a walidacyjna z {0} w kroku {1} do {2}.</translation>
    </message>
    <message>
        <source>Stop, go back to step {1} and train with a third of the learning rate.</source>
        <translation>Zatrzymaj, wróć do kroku {1} i trenuj z trzykrotnie mniejszą szybkością uczenia.</translation>
    </message>
    <message>
        <source>Validation loss is not a finite number any more.</source>
        <translation>Strata walidacyjna nie jest już liczbą skończoną.</translation>
    </message>
    <message>
        <source>Training loss is not a finite number any more.</source>
        <translation>Strata treningowa nie jest już liczbą skończoną.</translation>
    </message>
    <message>
        <source>Stop, go back to step {1} and train with a third of the learning rate, or in 32-bit precision.</source>
        <translation>Zatrzymaj, wróć do kroku {1} i trenuj z trzykrotnie mniejszą szybkością uczenia albo w precyzji 32-bitowej.</translation>
    </message>
    <message>
        <source>Stop and train with a third of the learning rate, or in 32-bit precision.</source>
        <translation>Zatrzymaj i trenuj z trzykrotnie mniejszą szybkością uczenia albo w precyzji 32-bitowej.</translation>
    </message>
    <message>
        <source>With {6} validation rows it cannot be told whether the model overfits.</source>
        <translation>Przy {6} wierszach walidacyjnych nie da się stwierdzić, czy model się przeucza.</translation>
    </message>
    <message>
        <source>Validation loss varies so much from look to look that overfitting cannot be told from chance.</source>
        <translation>Strata walidacyjna waha się między spojrzeniami tak bardzo, że przeuczenia nie da się odróżnić od przypadku.</translation>
    </message>
    <message>
        <source>Put more rows into the validation part of the split, at least 50.</source>
        <translation>Przeznacz więcej wierszy na część walidacyjną podziału, co najmniej 50.</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Strata treningowa</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Norma gradientu</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Tokeny na sekundę</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Strata walidacyjna</translation>
    </message>
    <message>
        <source>Loss on training rows</source>
        <translation>Strata na wierszach treningowych</translation>
    </message>
    <message>
        <source>Best validation loss</source>
        <translation>Najlepsza strata walidacyjna</translation>
    </message>
    <message>
        <source>Best step</source>
        <translation>Najlepszy krok</translation>
    </message>
    <message>
        <source>Validation loss at the end</source>
        <translation>Strata walidacyjna na końcu</translation>
    </message>
    <message>
        <source>Training loss at the end</source>
        <translation>Strata treningowa na końcu</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Kroki</translation>
    </message>
    <message>
        <source>Tokens seen</source>
        <translation>Widziane tokeny</translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Trenowane parametry</translation>
    </message>
    <message>
        <source>The runs learnt from different data, so their losses are not comparable.</source>
        <translation>Przebiegi uczyły się na różnych danych, więc ich straty są nieporównywalne.</translation>
    </message>
    <message>
        <source>The runs divide the data differently, so their validation rows are not the same.</source>
        <translation>Przebiegi inaczej dzielą dane, więc ich wiersze walidacyjne nie są te same.</translation>
    </message>
    <message>
        <source>The runs began with different models; losses compare only where the tokenizer is the same.</source>
        <translation>Przebiegi zaczęły od różnych modeli; straty można porównać tylko przy tym samym tokenizerze.</translation>
    </message>
    <message>
        <source>The runs have different tasks.</source>
        <translation>Przebiegi mają różne zadania.</translation>
    </message>
    <message>
        <source>The setting “{0}” differs, so the losses are over different tokens.</source>
        <translation>Ustawienie „{0}” jest różne, więc straty dotyczą różnych tokenów.</translation>
    </message>
    <message>
        <source>The monitor&apos;s part of the checkpoint is damaged: “{0}” has a wrong value.</source>
        <translation>Część punktu kontrolnego należąca do monitora jest uszkodzona: „{0}” ma złą wartość.</translation>
    </message>
    <message>
        <source>The split of “{0}” has no test rows.</source>
        <translation>Podział „{0}” nie ma wierszy testowych.</translation>
    </message>
    <message>
        <source>Give the test part a share in the data page, then train again.</source>
        <translation>Daj części testowej udział na stronie danych i wytrenuj ponownie.</translation>
    </message>
    <message>
        <source>No test row of “{0}” has an answer within the length of the run.</source>
        <translation>Żaden wiersz testowy „{0}” nie ma odpowiedzi w długości przebiegu.</translation>
    </message>
    <message>
        <source>Scoring the tuned model on the test rows</source>
        <translation>Ocenianie dostrojonego modelu na wierszach testowych</translation>
    </message>
    <message>
        <source>Scoring the base model on the test rows</source>
        <translation>Ocenianie modelu bazowego na wierszach testowych</translation>
    </message>
    <message>
        <source>Answering test questions</source>
        <translation>Odpowiadanie na pytania testowe</translation>
    </message>
    <message>
        <source>Line {0} of the sentence has no tag.</source>
        <translation>Linia {0} zdania nie ma znacznika.</translation>
    </message>
    <message>
        <source>Line {0} is not valid UTF-8.</source>
        <translation>Linia {0} nie jest poprawnym UTF-8.</translation>
    </message>
    <message>
        <source>Words with tags (CoNLL)</source>
        <translation>Słowa ze znacznikami (CoNLL)</translation>
    </message>
    <message>
        <source>Words with word classes (CoNLL-U)</source>
        <translation>Słowa z częściami mowy (CoNLL-U)</translation>
    </message>
    <message>
        <source>Plain text or Markdown</source>
        <translation>Zwykły tekst lub Markdown</translation>
    </message>
    <message>
        <source>“{0}” cannot be unpacked: it is damaged or of another kind than its name says.</source>
        <translation>„{0}” nie daje się rozpakować: jest uszkodzony albo innego rodzaju, niż mówi nazwa.</translation>
    </message>
    <message>
        <source>Get the file again from its source.</source>
        <translation>Pobierz plik ponownie ze źródła.</translation>
    </message>
    <message>
        <source>“{0}” unpacks to far more than its size: it was not read further.</source>
        <translation>„{0}” rozpakowuje się do znacznie więcej niż jego rozmiar: nie czytano go dalej.</translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <translation>Rozpakuj go samodzielnie, jeśli mu ufasz.</translation>
    </message>
    <message>
        <source>“{0}” holds {1} files; an archive with exactly one table can be read.</source>
        <translation>„{0}” zawiera {1} plików; odczytać można archiwum z dokładnie jedną tabelą.</translation>
    </message>
    <message>
        <source>Unpack it and choose the files.</source>
        <translation>Rozpakuj je i wybierz pliki.</translation>
    </message>
    <message>
        <source>The folder “{0}” could not be opened.</source>
        <translation>Nie udało się otworzyć folderu „{0}”.</translation>
    </message>
    <message>
        <source>The folder “{0}” holds no file that can be imported.</source>
        <translation>Folder „{0}” nie zawiera pliku, który można zaimportować.</translation>
    </message>
    <message>
        <source>The label “{0}” is not among the {1} classes of this model.</source>
        <translation>Etykiety „{0}” nie ma wśród {1} klas tego modelu.</translation>
    </message>
    <message>
        <source>Train with a dataset that has this label, or correct the label in the data.</source>
        <translation>Trenuj na zbiorze z tą etykietą albo popraw etykietę w danych.</translation>
    </message>
    <message>
        <source>A sentence has {0} words but {1} tags.</source>
        <translation>Zdanie ma {0} słów, ale {1} znaczników.</translation>
    </message>
    <message>
        <source>The entry “{0}” is not an object.</source>
        <translation>Wpis „{0}” nie jest obiektem.</translation>
    </message>
    <message>
        <source>The entry “{0}” names no local file and was left out.</source>
        <translation>Wpis „{0}” nie wskazuje lokalnego pliku i został pominięty.</translation>
    </message>
    <message>
        <source>The entry “{0}” names a file outside its folder and was left out.</source>
        <translation>Wpis „{0}” wskazuje plik poza swoim folderem i został pominięty.</translation>
    </message>
    <message>
        <source>The entry “{0}” has a formatting that is not known.</source>
        <translation>Wpis „{0}” ma nieznane formatowanie.</translation>
    </message>
    <message>
        <source>“{0}” is not an object of datasets.</source>
        <translation>„{0}” nie jest obiektem ze zbiorami danych.</translation>
    </message>
    <message>
        <source>The layout “{0}” cannot be described for LLaMA-Factory.</source>
        <translation>Układu „{0}” nie można opisać dla LLaMA-Factory.</translation>
    </message>
    <message>
        <source>CSV of question and answer</source>
        <translation>CSV z pytaniem i odpowiedzią</translation>
    </message>
    <message>
        <source>CSV of text and label</source>
        <translation>CSV z tekstem i etykietą</translation>
    </message>
    <message>
        <source>No row of “{0}” can be written as {1}.</source>
        <translation>Żadnego wiersza „{0}” nie można zapisać jako {1}.</translation>
    </message>
    <message>
        <source>Choose JSON Lines, which holds every kind of row.</source>
        <translation>Wybierz JSON Lines, który mieści każdy rodzaj wiersza.</translation>
    </message>
    <message>
        <source>Convert tags</source>
        <translation>Konwertuj znaczniki</translation>
    </message>
    <message>
        <source>Writes span tags as iob1, iob2 or bioes (to).</source>
        <translation>Zapisuje znaczniki fragmentów jako iob1, iob2 lub bioes (to).</translation>
    </message>
    <message>
        <source>“{0}” of {1} has {2} bytes instead of {3}.</source>
        <translation>„{0}” z {1} ma {2} bajtów zamiast {3}.</translation>
    </message>
    <message>
        <source>Try again later; the hub or a proxy does not deliver the right file.</source>
        <translation>Spróbuj później; serwer modeli lub pośrednik nie dostarcza właściwego pliku.</translation>
    </message>
    <message>
        <source>“{0}” of {1} is not the file that the model&apos;s list names.</source>
        <translation>„{0}” z {1} nie jest plikiem wymienionym na liście modelu.</translation>
    </message>
    <message>
        <source>Try again; the model may have been changed just now.</source>
        <translation>Spróbuj ponownie; model mógł się właśnie zmienić.</translation>
    </message>
    <message>
        <source>The connection ended before “{0}” was complete.</source>
        <translation>Połączenie przerwało się przed ukończeniem „{0}”.</translation>
    </message>
    <message>
        <source>Check the network and try again; what has arrived is kept.</source>
        <translation>Sprawdź sieć i spróbuj ponownie; to, co dotarło, jest zachowane.</translation>
    </message>
    <message>
        <source>The hub answered {1} when asked for “{0}”.</source>
        <translation>Serwer modeli odpowiedział {1} na prośbę o „{0}”.</translation>
    </message>
    <message>
        <source>“{0}” of {1} arrived damaged: its content is not what the hub&apos;s list names.</source>
        <translation>„{0}” z {1} dotarł uszkodzony: zawartość nie zgadza się z listą serwera modeli.</translation>
    </message>
    <message>
        <source>Try again; nothing of it was kept.</source>
        <translation>Spróbuj ponownie; nic z tego nie zachowano.</translation>
    </message>
    <message>
        <source>“{0}” cannot be downloaded: the hub is switched off.</source>
        <translation>Nie można pobrać „{0}”: serwer modeli jest wyłączony.</translation>
    </message>
    <message>
        <source>Allow downloads in the settings, and check HF_HUB_OFFLINE.</source>
        <translation>Zezwól na pobieranie w ustawieniach i sprawdź HF_HUB_OFFLINE.</translation>
    </message>
    <message>
        <source>“{0}” at “{1}” is not the name of a model.</source>
        <translation>„{0}” przy „{1}” nie jest nazwą modelu.</translation>
    </message>
    <message>
        <source>“{0}” needs {1} MB, but only {2} MB are free in “{3}”.</source>
        <translation>„{0}” potrzebuje {1} MB, a w „{3}” wolne jest tylko {2} MB.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder in the settings.</source>
        <translation>Zwolnij miejsce albo wybierz inny folder w ustawieniach.</translation>
    </message>
    <message>
        <source>Downloading the model</source>
        <translation>Pobieranie modelu</translation>
    </message>
    <message>
        <source>The address “{0}” is not allowed: only https is used.</source>
        <translation>Adres „{0}” jest niedozwolony: używany jest tylko https.</translation>
    </message>
    <message>
        <source>Check the setting HF_ENDPOINT.</source>
        <translation>Sprawdź ustawienie HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>The connection could not be prepared.</source>
        <translation>Nie udało się przygotować połączenia.</translation>
    </message>
    <message>
        <source>The server sends more than it announced, {0} bytes.</source>
        <translation>Serwer wysyła więcej, niż zapowiedział: {0} bajtów.</translation>
    </message>
    <message>
        <source>The connection to {0} failed.</source>
        <translation>Połączenie z {0} nie powiodło się.</translation>
    </message>
    <message>
        <source>The server {0} redirects without end.</source>
        <translation>Serwer {0} przekierowuje bez końca.</translation>
    </message>
    <message>
        <source>The hub&apos;s answer about “{0}” is not understood.</source>
        <translation>Odpowiedź serwera modeli o „{0}” jest niezrozumiała.</translation>
    </message>
    <message>
        <source>Check that HF_ENDPOINT names a model hub.</source>
        <translation>Sprawdź, czy HF_ENDPOINT wskazuje serwer modeli.</translation>
    </message>
    <message>
        <source>“{0}” cannot be looked up: the hub is switched off.</source>
        <translation>Nie można wyszukać „{0}”: serwer modeli jest wyłączony.</translation>
    </message>
    <message>
        <source>Write it as organisation/name.</source>
        <translation>Zapisz to jako organizacja/nazwa.</translation>
    </message>
    <message>
        <source>“{0}” has no weights that Attune can read.</source>
        <translation>„{0}” nie ma wag, które Attune potrafi odczytać.</translation>
    </message>
    <message>
        <source>Choose a version with safetensors files, or a .gguf file.</source>
        <translation>Wybierz wersję z plikami safetensors albo plik .gguf.</translation>
    </message>
    <message>
        <source>The hub has no “{0}”.</source>
        <translation>Serwer modeli nie ma „{0}”.</translation>
    </message>
    <message>
        <source>Check the name; private models need an access token.</source>
        <translation>Sprawdź nazwę; prywatne modele wymagają tokenu dostępu.</translation>
    </message>
    <message>
        <source>The hub does not let you have “{0}”.</source>
        <translation>Serwer modeli nie udostępnia ci „{0}”.</translation>
    </message>
    <message>
        <source>Accept the model&apos;s terms on its page, and enter an access token in the settings.</source>
        <translation>Zaakceptuj warunki modelu na jego stronie i wpisz token dostępu w ustawieniach.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Spróbuj później.</translation>
    </message>
    <message>
        <source>best: step {0}, {1}</source>
        <translation>najlepszy: krok {0}, {1}</translation>
    </message>
    <message>
        <source>overfitting</source>
        <translation>przeuczenie</translation>
    </message>
    <message>
        <source>optimiser step</source>
        <translation>krok optymalizatora</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Trening</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Walidacja</translation>
    </message>
    <message>
        <source>Training rows, evaluated</source>
        <translation>Wiersze treningowe, ocenione</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Krzywe</translation>
    </message>
    <message>
        <source>Training loss, smoothed</source>
        <translation>Strata treningowa, wygładzona</translation>
    </message>
    <message>
        <source>still training</source>
        <translation>wciąż trwa</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>ukończony</translation>
    </message>
    <message>
        <source>stopped by the user</source>
        <translation>zatrzymany przez użytkownika</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nieudany</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>przerwany</translation>
    </message>
    <message>
        <source>at step {0}</source>
        <translation>w kroku {0}</translation>
    </message>
    <message>
        <source>at step {0}; first look {1}</source>
        <translation>w kroku {0}; pierwsze spojrzenie {1}</translation>
    </message>
    <message>
        <source>of that checkpoint</source>
        <translation>tego punktu kontrolnego</translation>
    </message>
    <message>
        <source>{0} of the model</source>
        <translation>{0} modelu</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>Czas treningu</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>kroki: {0}</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Szybkość</translation>
    </message>
    <message>
        <source>tokens per second</source>
        <translation>tokenów na sekundę</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Szczytowa pamięć</translation>
    </message>
    <message>
        <source>{0}, base model</source>
        <translation>{0}, model bazowy</translation>
    </message>
    <message>
        <source>{0}, after training</source>
        <translation>{0}, po treningu</translation>
    </message>
    <message>
        <source>First validation loss</source>
        <translation>Pierwsza strata walidacyjna</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stan</translation>
    </message>
    <message>
        <source>Bold marks the best of each row where better means something.</source>
        <translation>Pogrubienie oznacza najlepszą wartość w wierszu tam, gdzie „lepsza” ma sens.</translation>
    </message>
    <message>
        <source>Difference in validation loss</source>
        <translation>Różnica straty walidacyjnej</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Wiersze</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Średnia</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>Przedział 95%</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Ustalenie</translation>
    </message>
    <message>
        <source>no difference that these rows can show</source>
        <translation>brak różnicy, którą te wiersze mogą wykazać</translation>
    </message>
    <message>
        <source>“{0}” is better</source>
        <translation>„{0}” jest lepszy</translation>
    </message>
    <message>
        <source>{0} minus {1}</source>
        <translation>{0} minus {1}</translation>
    </message>
    <message>
        <source>Each run’s best look, compared row by row on the same validation rows; the interval is a bootstrap over rows.</source>
        <translation>Najlepsze spojrzenie każdego przebiegu, porównane wiersz po wierszu na tych samych wierszach walidacyjnych; przedział to bootstrap po wierszach.</translation>
    </message>
    <message>
        <source>Compare with care</source>
        <translation>Porównuj ostrożnie</translation>
    </message>
    <message>
        <source>warning at step {0}</source>
        <translation>ostrzeżenie w kroku {0}</translation>
    </message>
    <message>
        <source>the run failed</source>
        <translation>przebieg się nie powiódł</translation>
    </message>
    <message>
        <source>no sign of overfitting</source>
        <translation>brak oznak przeuczenia</translation>
    </message>
    <message>
        <source>Validation loss never rose above its best by more than the noise of the curve explains.</source>
        <translation>Strata walidacyjna nigdy nie wzrosła ponad najlepszą bardziej, niż wyjaśnia szum krzywej.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Przegląd</translation>
    </message>
    <message>
        <source>{0}, trained with {1} on “{2}”; {3}.</source>
        <translation>{0}, trenowany techniką {1} na „{2}”; {3}.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notatki</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Przed i po</translation>
    </message>
    <message>
        <source>The base model and the checkpoint of step {0} on the same {1} rows that training never saw.</source>
        <translation>Model bazowy i punkt kontrolny kroku {0} na tych samych {1} wierszach, których trening nigdy nie widział.</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Miara</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Model bazowy</translation>
    </message>
    <message>
        <source>After training</source>
        <translation>Po treningu</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Różnica</translation>
    </message>
    <message>
        <source>Bold marks the better one where the interval of the paired difference excludes 0.</source>
        <translation>Pogrubienie oznacza lepszą wartość tam, gdzie przedział różnicy par nie obejmuje 0.</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Oczekiwane</translation>
    </message>
    <message>
        <source>Answers while training</source>
        <translation>Odpowiedzi podczas treningu</translation>
    </message>
    <message>
        <source>Step {0}</source>
        <translation>Krok {0}</translation>
    </message>
    <message>
        <source>Training report</source>
        <translation>Raport z treningu</translation>
    </message>
    <message>
        <source>Made by Attune {0} on {1}. This file is complete in itself and loads nothing from elsewhere.</source>
        <translation>Utworzony przez Attune {0} dnia {1}. Ten plik jest kompletny i niczego nie wczytuje z zewnątrz.</translation>
    </message>
    <message>
        <source>Use and limits</source>
        <translation>Użycie i ograniczenia</translation>
    </message>
    <message>
        <source>This model was fine-tuned on the data described below and is meant for texts like those. It keeps the licence and the limits of its base model, and can state wrong things with confidence: check its answers where they matter.</source>
        <translation>Ten model dostrojono na danych opisanych poniżej i jest przeznaczony do takich tekstów. Zachowuje licencję i ograniczenia modelu bazowego i może z przekonaniem podawać nieprawdę: sprawdzaj jego odpowiedzi tam, gdzie mają znaczenie.</translation>
    </message>
    <message>
        <source>{0} training, {1} validation, {2} test rows</source>
        <translation>wiersze: {0} treningowych, {1} walidacyjnych, {2} testowych</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>ziarno {0}</translation>
    </message>
    <message>
        <source>equal shares of “{0}”</source>
        <translation>równe udziały „{0}”</translation>
    </message>
    <message>
        <source>rows of one “{0}” kept together</source>
        <translation>wiersze z tym samym „{0}” trzymane razem</translation>
    </message>
    <message>
        <source>Account of the rows</source>
        <translation>Rozliczenie wierszy</translation>
    </message>
    <message>
        <source>Read from the files</source>
        <translation>Odczytane z plików</translation>
    </message>
    <message>
        <source>left out: {0}</source>
        <translation>pominięte: {0}</translation>
    </message>
    <message>
        <source>left out for other reasons</source>
        <translation>pominięte z innych powodów</translation>
    </message>
    <message>
        <source>In the dataset</source>
        <translation>W zbiorze danych</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Zbiór danych</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Podział</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Zadanie</translation>
    </message>
    <message>
        <source>Technique</source>
        <translation>Technika</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Urządzenie</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Ziarno</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Ustawienie</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wartość</translation>
    </message>
    <message>
        <source>default</source>
        <translation>domyślne</translation>
    </message>
    <message>
        <source>Bold marks settings that differ.</source>
        <translation>Pogrubienie oznacza różniące się ustawienia.</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Obliczono na</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Wersje</translation>
    </message>
    <message>
        <source>Hash of the base model</source>
        <translation>Skrót modelu bazowego</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Rozpoczęto</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dane</translation>
    </message>
    <message>
        <source>Kind of rows</source>
        <translation>Rodzaj wierszy</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Pliki</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencja</translation>
    </message>
    <message>
        <source>Content hash (SHA-256)</source>
        <translation>Skrót treści (SHA-256)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Repeat and export</source>
        <translation>Powtórzenie i eksport</translation>
    </message>
    <message>
        <source>These commands repeat the runs. With the same program, machine and number of threads the result is the same.</source>
        <translation>Te polecenia powtarzają przebiegi. Z tym samym programem, komputerem i liczbą wątków wynik jest taki sam.</translation>
    </message>
    <message>
        <source>Exported model</source>
        <translation>Wyeksportowany model</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kontrola</translation>
    </message>
    <message>
        <source>Largest logit difference</source>
        <translation>Największa różnica logitów</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>zaliczono</translation>
    </message>
    <message>
        <source>Each export was read back and its logits compared with those of the model in the program.</source>
        <translation>Każdy eksport odczytano z powrotem i porównano jego logity z logitami modelu w programie.</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Strona WWW</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabela (CSV)</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Karta modelu</translation>
    </message>
    <message>
        <source>A report needs at least one run.</source>
        <translation>Raport wymaga co najmniej jednego przebiegu.</translation>
    </message>
    <message>
        <source>Row {0} cannot be turned into tokens.</source>
        <translation>Wiersza {0} nie można zamienić na tokeny.</translation>
    </message>
    <message>
        <source>There is not enough memory for the tokens.</source>
        <translation>Brakuje pamięci na tokeny.</translation>
    </message>
    <message>
        <source>The stored tokens “{0}” cannot be used and are made again.</source>
        <translation>Zapisanych tokenów „{0}” nie można użyć i są tworzone od nowa.</translation>
    </message>
    <message>
        <source>{0} is no object with a “text”.</source>
        <translation>{0} nie jest obiektem z „text”.</translation>
    </message>
    <message>
        <source>The ids could not be written.</source>
        <translation>Nie udało się zapisać identyfikatorów.</translation>
    </message>
    <message>
        <source>{0} has no text under “text”.</source>
        <translation>{0} nie ma tekstu pod „text”.</translation>
    </message>
    <message>
        <source>{0} cannot be turned into tokens.</source>
        <translation>{0} nie daje się zamienić na tokeny.</translation>
    </message>
    <message>
        <source>“{0}” has no row {1}.</source>
        <translation>„{0}” nie ma wiersza {1}.</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>Liczenie tokenów</translation>
    </message>
    <message>
        <source>Thin lines are the values of single steps; thick ones are smoothed for the eye only.</source>
        <translation>Cienkie linie to wartości pojedynczych kroków; grube są wygładzone tylko dla oka.</translation>
    </message>
    <message>
        <source>Stop: no step was better than the model before training. Try a tenth of the learning rate.</source>
        <translation>Zatrzymaj: żaden krok nie był lepszy niż model przed treningiem. Spróbuj dziesięć razy mniejszej szybkości uczenia.</translation>
    </message>
    <message>
        <source>Stop and use step {1}. Let the next run be no longer than that.</source>
        <translation>Zatrzymaj i użyj kroku {1}. Niech następny przebieg nie będzie dłuższy.</translation>
    </message>
    <message>
        <source>Every combination</source>
        <translation>Wszystkie kombinacje</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Losowo</translation>
    </message>
    <message>
        <source>Learns from earlier runs (TPE)</source>
        <translation>Uczy się na wcześniejszych przebiegach (TPE)</translation>
    </message>
    <message>
        <source>Train every run to its end</source>
        <translation>Trenuj każdy przebieg do końca</translation>
    </message>
    <message>
        <source>End poor runs early (successive halving)</source>
        <translation>Kończ słabe przebiegi wcześniej (kolejne połowienie)</translation>
    </message>
    <message>
        <source>“{0}”: “{1}” is neither a list of values nor a range.</source>
        <translation>„{0}”: „{1}” nie jest ani listą wartości, ani zakresem.</translation>
    </message>
    <message>
        <source>Write 1e-4,2e-4 for a list, 1e-5..1e-3 for a range, and “log” behind a range whose ratios matter.</source>
        <translation>Wpisz 1e-4,2e-4 jako listę, 1e-5..1e-3 jako zakres, a „log” za zakresem, w którym liczą się stosunki.</translation>
    </message>
    <message>
        <source>“{0}” is no setting that a sweep can vary.</source>
        <translation>„{0}” nie jest ustawieniem, które przeszukiwanie może zmieniać.</translation>
    </message>
    <message>
        <source>Name a hyperparameter of the technique, “seed” or “technique”.</source>
        <translation>Podaj hiperparametr techniki, „seed” albo „technique”.</translation>
    </message>
    <message>
        <source>The stored sweep is damaged: its field “{0}” has a wrong value.</source>
        <translation>Zapisane przeszukiwanie jest uszkodzone: pole „{0}” ma złą wartość.</translation>
    </message>
    <message>
        <source>A sweep needs at least one setting to vary.</source>
        <translation>Przeszukiwanie wymaga co najmniej jednego zmienianego ustawienia.</translation>
    </message>
    <message>
        <source>Give a setting several values, for example learning_rate=1e-4,2e-4.</source>
        <translation>Podaj ustawieniu kilka wartości, np. learning_rate=1e-4,2e-4.</translation>
    </message>
    <message>
        <source>The setting “{0}” stands twice, or has neither values nor a range.</source>
        <translation>Ustawienie „{0}” występuje dwa razy albo nie ma ani wartości, ani zakresu.</translation>
    </message>
    <message>
        <source>There is no way to search called “{0}”.</source>
        <translation>Nie ma sposobu przeszukiwania „{0}”.</translation>
    </message>
    <message>
        <source>There is no way to end runs early called “{0}”.</source>
        <translation>Nie ma sposobu wcześniejszego kończenia przebiegów „{0}”.</translation>
    </message>
    <message>
        <source>The factor of successive halving must be above 1; {0} is not.</source>
        <translation>Współczynnik kolejnego połowienia musi być większy od 1; {0} nie jest.</translation>
    </message>
    <message>
        <source>{0} has a part called “{1}”, which the format does not know.</source>
        <translation>{0} ma część „{1}”, której format nie zna.</translation>
    </message>
    <message>
        <source>Attune cannot compute the head of “{0}”, which is made for {1}.</source>
        <translation>Attune nie umie obliczyć głowicy modelu „{0}”, przeznaczonej do: {1}.</translation>
    </message>
    <message>
        <source>Train it for a task first.</source>
        <translation>Najpierw wytrenuj go do zadania.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Odpowiedzi</translation>
    </message>
    <message>
        <source>Learns to write the answers of the rows. The usual task for conversations, questions with answers and plain text.</source>
        <translation>Uczy się pisać odpowiedzi z wierszy. Zwykłe zadanie dla rozmów, pytań z odpowiedziami i zwykłego tekstu.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are neither conversations nor texts, so there are no answers to learn to write.</source>
        <translation>Wiersze zbioru „{0}” nie są ani rozmowami, ani tekstami, więc nie ma odpowiedzi, których można by się nauczyć.</translation>
    </message>
    <message>
        <source>There is no task “{0}”.</source>
        <translation>Nie ma zadania „{0}”.</translation>
    </message>
    <message>
        <source>Preference tuning learns from pairs of answers, and the rows have only one each.</source>
        <translation>Uczenie preferencji wymaga par odpowiedzi, a wiersze mają tylko po jednej.</translation>
    </message>
    <message>
        <source>Import data with a better and a worse answer, or choose the task causal-lm.</source>
        <translation>Zaimportuj dane z lepszą i gorszą odpowiedzią albo wybierz zadanie causal-lm.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when learning from pairs of answers.</source>
        <translation>„{0}” nie ma znaczenia przy uczeniu z par odpowiedzi.</translation>
    </message>
    <message>
        <source>Leave it at its default.</source>
        <translation>Pozostaw wartość domyślną.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>Learns from pairs of a better and a worse answer to prefer the better one. Choose it after the model has learnt to answer, with a learning rate about ten times lower.</source>
        <translation>Uczy się z par lepszej i gorszej odpowiedzi woleć tę lepszą. Wybierz to, gdy model umie już odpowiadać, z około dziesięć razy mniejszą szybkością uczenia.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not pairs of a better and a worse answer, which this task learns from.</source>
        <translation>Wiersze zbioru „{0}” nie są parami lepszej i gorszej odpowiedzi, z których uczy się to zadanie.</translation>
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
        <translation>Strata preferencji</translation>
    </message>
    <message>
        <source>DPO is the usual choice; IPO overfits less when all pairs are clear-cut, KTO judges each answer for itself, ORPO and SimPO need no reference and take half the preparation.</source>
        <translation>DPO to zwykły wybór; IPO mniej się przeucza, gdy wszystkie pary są jednoznaczne, KTO ocenia każdą odpowiedź osobno, a ORPO i SimPO nie potrzebują modelu odniesienia i wymagają połowy przygotowań.</translation>
    </message>
    <message>
        <source>Preference β</source>
        <translation>β preferencji</translation>
    </message>
    <message>
        <source>How closely the model is held to what it was: larger moves it less. About 0.1 suits DPO, IPO, KTO and ORPO, 2 suits SimPO.</source>
        <translation>Jak mocno model jest trzymany przy tym, czym był: większa wartość mniej go zmienia. Około 0,1 pasuje do DPO, IPO, KTO i ORPO, 2 do SimPO.</translation>
    </message>
    <message>
        <source>Doubt about the pairs</source>
        <translation>Niepewność par</translation>
    </message>
    <message>
        <source>Share of pairs whose order is taken to be wrong, for labels with noise (conservative DPO, and SimPO).</source>
        <translation>Odsetek par, których kolejność uznaje się za błędną, dla zaszumionych etykiet (konserwatywne DPO oraz SimPO).</translation>
    </message>
    <message>
        <source>SimPO margin γ</source>
        <translation>margines γ SimPO</translation>
    </message>
    <message>
        <source>By how much the better answer&apos;s reward has to exceed the worse one&apos;s.</source>
        <translation>O ile nagroda lepszej odpowiedzi musi przewyższać nagrodę gorszej.</translation>
    </message>
    <message>
        <source>A model that sorts texts needs at least two classes, and the rows have {0}.</source>
        <translation>Model sortujący teksty potrzebuje co najmniej dwóch klas, a wiersze mają: {0}.</translation>
    </message>
    <message>
        <source>Check in the data page that the right column holds the labels.</source>
        <translation>Sprawdź na stronie danych, czy etykiety są we właściwej kolumnie.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when texts are sorted into these classes.</source>
        <translation>„{0}” nie ma znaczenia przy sortowaniu tekstów do tych klas.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasy</translation>
    </message>
    <message>
        <source>Sorts whole texts into the classes of the rows&apos; labels, one or several for each text. Models that read whole texts, such as BERT and MiniLM, are small and quick at it; models that write text can do it too.</source>
        <translation>Sortuje całe teksty do klas z etykiet wierszy, po jednej lub kilku na tekst. Modele czytające całe teksty, jak BERT i MiniLM, są w tym małe i szybkie; modele piszące tekst też to potrafią.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not texts with labels, so there are no classes to sort them into.</source>
        <translation>Wiersze zbioru „{0}” nie są tekstami z etykietami, więc nie ma klas, do których można by je sortować.</translation>
    </message>
    <message>
        <source>Row {0} has a label that is none of the {1} classes.</source>
        <translation>Wiersz {0} ma etykietę, która nie jest żadną z klas (jest ich {1}).</translation>
    </message>
    <message>
        <source>The model “{0}” has no head that sorts texts.</source>
        <translation>Model „{0}” nie ma głowicy sortującej teksty.</translation>
    </message>
    <message>
        <source>The model “{0}” sorts texts and does not write any.</source>
        <translation>Model „{0}” sortuje teksty i ich nie pisze.</translation>
    </message>
    <message>
        <source>The model “{0}” writes text and has no classes.</source>
        <translation>Model „{0}” pisze tekst i nie ma klas.</translation>
    </message>
    <message>
        <source>Choose another dataset or another task.</source>
        <translation>Wybierz inny zbiór danych albo inne zadanie.</translation>
    </message>
    <message>
        <source>Adapter modules compute something between the layers and cannot be worked into the weights.</source>
        <translation>Moduły adapterów liczą coś między warstwami i nie da się ich włączyć do wag.</translation>
    </message>
    <message>
        <source>This technique trains the head that sorts texts, which a model that writes text has not.</source>
        <translation>Ta technika trenuje głowicę sortującą teksty, której model piszący tekst nie ma.</translation>
    </message>
    <message>
        <source>Choose LoRA, or the task “Classes”.</source>
        <translation>Wybierz LoRA albo zadanie „Klasy”.</translation>
    </message>
    <message>
        <source>New head only</source>
        <translation>Tylko nowa głowica</translation>
    </message>
    <message>
        <source>Leaves the model as it is and trains a new head on what it gives of each text. By far the quickest, since the model reads every row only once; for a first look and for few rows.</source>
        <translation>Pozostawia model bez zmian i trenuje nową głowicę na tym, co model podaje dla każdego tekstu. Zdecydowanie najszybsze, bo model czyta każdy wiersz tylko raz; na pierwszą próbę i przy niewielu wierszach.</translation>
    </message>
    <message>
        <source>Adapter modules do not know the layers of models of type “{0}”.</source>
        <translation>Moduły adapterów nie znają warstw modeli typu „{0}”.</translation>
    </message>
    <message>
        <source>Adapters (Houlsby)</source>
        <translation>Adaptery (Houlsby)</translation>
    </message>
    <message>
        <source>Puts two small trained layers behind the attention and behind the feed-forward part of every layer. Learns much with few numbers, but stays beside the model: it cannot be merged, and only Attune opens it.</source>
        <translation>Wstawia dwie małe trenowane warstwy za uwagą i za częścią jednokierunkową każdej warstwy. Uczy się wiele przy niewielu liczbach, ale zostaje obok modelu: nie da się tego scalić i otwiera to tylko Attune.</translation>
    </message>
    <message>
        <source>The adapter “{0}” holds “{1}”, which this model uses for input and output both.</source>
        <translation>Adapter „{0}” zawiera „{1}”, którego ten model używa zarówno na wejściu, jak i na wyjściu.</translation>
    </message>
    <message>
        <source>“{0}” cannot be trained whole: the model holds it in another form.</source>
        <translation>„{0}” nie można trenować w całości: model trzyma to w innej postaci.</translation>
    </message>
    <message>
        <source>Leave it out, or choose LoRA instead of QLoRA.</source>
        <translation>Pomiń to albo wybierz LoRA zamiast QLoRA.</translation>
    </message>
    <message>
        <source>“{0}” is not a list of layers and numbers.</source>
        <translation>„{0}” nie jest listą warstw i liczb.</translation>
    </message>
    <message>
        <source>Write the end of a layer&apos;s name, = and a number, such as down_proj=16, and separate several by commas.</source>
        <translation>Wpisz końcówkę nazwy warstwy, = i liczbę, na przykład down_proj=16; kilka oddziel przecinkami.</translation>
    </message>
    <message>
        <source>“{0}” shares its weights with the output layer of this model and cannot be trained for itself.</source>
        <translation>„{0}” dzieli wagi z warstwą wyjściową tego modelu i nie można tego trenować osobno.</translation>
    </message>
    <message>
        <source>Leave it out, or choose full fine-tuning.</source>
        <translation>Pomiń to albo wybierz pełne dostrajanie.</translation>
    </message>
    <message>
        <source>The output layer of this model shares its weights with the embedding and cannot be trained for itself.</source>
        <translation>Warstwa wyjściowa tego modelu dzieli wagi z osadzeniem i nie można jej trenować osobno.</translation>
    </message>
    <message>
        <source>No module of this model is named “{0}”.</source>
        <translation>Żaden moduł tego modelu nie nazywa się „{0}”.</translation>
    </message>
    <message>
        <source>Give the end of a module&apos;s name, such as lm_head or embed_tokens.</source>
        <translation>Podaj końcówkę nazwy modułu, na przykład lm_head lub embed_tokens.</translation>
    </message>
    <message>
        <source>No layer is left to adapt: all of them are excluded or trained whole.</source>
        <translation>Nie została żadna warstwa do dostosowania: wszystkie są wykluczone albo trenowane w całości.</translation>
    </message>
    <message>
        <source>Exclude fewer layers.</source>
        <translation>Wyklucz mniej warstw.</translation>
    </message>
    <message>
        <source>The vectors of P-tuning stand before the text and cannot be worked into the weights.</source>
        <translation>Wektory P-tuningu stoją przed tekstem i nie da się ich włączyć do wag.</translation>
    </message>
    <message>
        <source>P-tuning</source>
        <translation>P-tuning</translation>
    </message>
    <message>
        <source>As prompt tuning, but a small network makes the vectors while they are trained. Learns more steadily with a usual learning rate; the result is as small.</source>
        <translation>Jak strojenie promptu, ale wektory tworzy podczas treningu mała sieć. Uczy się równiej przy zwykłej szybkości uczenia; wynik jest tak samo mały.</translation>
    </message>
    <message>
        <source>Adapters (Pfeiffer)</source>
        <translation>Adaptery (Pfeiffer)</translation>
    </message>
    <message>
        <source>As the adapters of Houlsby with one pair of layers instead of two: half the numbers, faster steps, and mostly as good.</source>
        <translation>Jak adaptery Houlsby&apos;ego, z jedną parą warstw zamiast dwóch: połowa liczb, szybsze kroki i zwykle tak samo dobre.</translation>
    </message>
    <message>
        <source>The keys and values of prefix tuning stand before those of the text and cannot be worked into the weights.</source>
        <translation>Klucze i wartości strojenia prefiksu stoją przed kluczami i wartościami tekstu i nie da się ich włączyć do wag.</translation>
    </message>
    <message>
        <source>Prefix tuning</source>
        <translation>Strojenie prefiksu</translation>
    </message>
    <message>
        <source>Trains keys and values that every layer sees before each text, and nothing in the model. Stronger than prompt tuning, above all with smaller models; the text itself gets no longer.</source>
        <translation>Trenuje klucze i wartości, które każda warstwa widzi przed każdym tekstem, i nic w samym modelu. Silniejsze niż strojenie promptu, zwłaszcza przy mniejszych modelach; sam tekst się nie wydłuża.</translation>
    </message>
    <message>
        <source>The model reads at most {0} positions, and {1} of them go to the trained vectors.</source>
        <translation>Model czyta najwyżej {0} pozycji, a {1} z nich zajmują trenowane wektory.</translation>
    </message>
    <message>
        <source>Lower “Length at most” so that both fit, or train fewer vectors.</source>
        <translation>Zmniejsz „Najwyżej długość”, by zmieściło się jedno i drugie, albo trenuj mniej wektorów.</translation>
    </message>
    <message>
        <source>Ranks of single layers</source>
        <translation>Rangi pojedynczych warstw</translation>
    </message>
    <message>
        <source>Layers whose rank differs: ends of names or patterns with = and a rank, separated by commas, such as down_proj=16.</source>
        <translation>Warstwy o innej randze: końcówki nazw lub wzorce z = i rangą, oddzielone przecinkami, na przykład down_proj=16.</translation>
    </message>
    <message>
        <source>α of single layers</source>
        <translation>α pojedynczych warstw</translation>
    </message>
    <message>
        <source>Layers whose α differs: ends of names or patterns with = and a number, separated by commas, such as down_proj=32.</source>
        <translation>Warstwy o innej α: końcówki nazw lub wzorce z = i liczbą, oddzielone przecinkami, na przykład down_proj=32.</translation>
    </message>
    <message>
        <source>Layers left out</source>
        <translation>Pominięte warstwy</translation>
    </message>
    <message>
        <source>Layers that are not adapted although they are named above: ends of names separated by commas, or a pattern.</source>
        <translation>Warstwy, które nie są dostosowywane, choć wymieniono je wyżej: końcówki nazw oddzielone przecinkami albo wzorzec.</translation>
    </message>
    <message>
        <source>Modules trained whole</source>
        <translation>Moduły trenowane w całości</translation>
    </message>
    <message>
        <source>Ends of names of modules whose own weights are trained and saved with the update, separated by commas, such as lm_head. The file grows by their size.</source>
        <translation>Końcówki nazw modułów, których własne wagi są trenowane i zapisywane wraz z aktualizacją, oddzielone przecinkami, na przykład lm_head. Plik rośnie o ich rozmiar.</translation>
    </message>
    <message>
        <source>Made by a network</source>
        <translation>Tworzone przez sieć</translation>
    </message>
    <message>
        <source>A small network makes the prefix while it is trained, which is steadier and trains many more numbers; only the prefix is kept for use.</source>
        <translation>Prefiks tworzy podczas treningu mała sieć, co jest stabilniejsze i trenuje dużo więcej liczb; do użycia zostaje tylko prefiks.</translation>
    </message>
    <message>
        <source>Width of the network</source>
        <translation>Szerokość sieci</translation>
    </message>
    <message>
        <source>Inner width of the network that makes the vectors; 0 makes it as wide as one of the vectors.</source>
        <translation>Wewnętrzna szerokość sieci tworzącej wektory; 0 oznacza szerokość jednego wektora.</translation>
    </message>
    <message>
        <source>Width of the adapters</source>
        <translation>Szerokość adapterów</translation>
    </message>
    <message>
        <source>Inner width of each added layer pair. A wider one can learn more and overfits sooner.</source>
        <translation>Wewnętrzna szerokość każdej dodanej pary warstw. Szersza może nauczyć się więcej i wcześniej się przeucza.</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>liczb</translation>
    </message>
    <message>
        <source>Reward margin</source>
        <translation>Margines nagrody</translation>
    </message>
    <message>
        <source>Reward of better answers</source>
        <translation>Nagroda lepszych odpowiedzi</translation>
    </message>
    <message>
        <source>Reward of worse answers</source>
        <translation>Nagroda gorszych odpowiedzi</translation>
    </message>
    <message>
        <source>Choose a model of the Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo or GPT families, or to sort texts one of the BERT family.</source>
        <translation>Wybierz model z rodzin Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo lub GPT, a do sortowania tekstów model z rodziny BERT.</translation>
    </message>
    <message>
        <source>Choose the task “Classes”, or a model that writes text, such as SmolLM2 or Llama.</source>
        <translation>Wybierz zadanie „Klasy” albo model, który pisze tekst, na przykład SmolLM2 lub Llama.</translation>
    </message>
    <message>
        <source>AdamW, 8-bit</source>
        <translation>AdamW, 8-bitowy</translation>
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
        <translation>Kosinusowy z restartami</translation>
    </message>
    <message>
        <source>Inverse square root</source>
        <translation>Odwrotność pierwiastka</translation>
    </message>
    <message>
        <source>Stable, then falling</source>
        <translation>Stały, potem malejący</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps. Lion wants about a tenth of AdamW&apos;s learning rate, SGD far more.</source>
        <translation>Reguła zamieniająca gradienty na kroki. Lion wymaga około jednej dziesiątej szybkości uczenia AdamW, SGD dużo większej.</translation>
    </message>
    <message>
        <source>Restarts of the cosine</source>
        <translation>Restarty kosinusa</translation>
    </message>
    <message>
        <source>How often the learning rate falls to zero when the schedule is a cosine with restarts.</source>
        <translation>Ile razy szybkość uczenia spada do zera, gdy harmonogram jest kosinusowy z restartami.</translation>
    </message>
    <message>
        <source>Falling steps</source>
        <translation>Kroki malejące</translation>
    </message>
    <message>
        <source>Last steps in which a stable learning rate falls to zero; 0 takes a fifth of the steps.</source>
        <translation>Ostatnie kroki, w których stała szybkość uczenia spada do zera; 0 oznacza jedną piątą kroków.</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Pęd</translation>
    </message>
    <message>
        <source>Share of the last direction that SGD keeps; 0.9 is usual, 0 keeps none.</source>
        <translation>Część poprzedniego kierunku, którą zachowuje SGD; zwykle 0,9, a 0 nie zachowuje nic.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etykieta</translation>
    </message>
    <message>
        <source>Rows are the labels of the data, columns what the model chose.</source>
        <translation>Wiersze to etykiety danych, kolumny to wybór modelu.</translation>
    </message>
    <message>
        <source>The checkpoint of step {0} on {1} rows that training never saw.</source>
        <translation>Punkt kontrolny z kroku {0} na wierszach, których trening nie widział (liczba: {1}).</translation>
    </message>
    <message>
        <source>The {0} rows of “{1}” have {2} different labels, so most have a single example to learn from.</source>
        <translation>Wiersze zbioru „{1}” ({0}) mają {2} różnych etykiet, więc większość ma tylko jeden przykład do nauki.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Źródło</translation>
    </message>
    <message>
        <source>Where the rows come from.</source>
        <translation>Skąd pochodzą wiersze.</translation>
    </message>
    <message>
        <source>Under which terms they may be used.</source>
        <translation>Na jakich warunkach można ich używać.</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Cel</translation>
    </message>
    <message>
        <source>What they were collected for and may be used for.</source>
        <translation>Do czego je zebrano i do czego można ich używać.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Zgoda</translation>
    </message>
    <message>
        <source>On what ground personal data in them may be used.</source>
        <translation>Na jakiej podstawie można używać zawartych w nich danych osobowych.</translation>
    </message>
    <message>
        <source>What else one should know.</source>
        <translation>Co jeszcze warto wiedzieć.</translation>
    </message>
    <message>
        <source>The condition cannot be read at character {0}.</source>
        <translation>Nie można odczytać warunku przy znaku {0}.</translation>
    </message>
    <message>
        <source>Write it like: label == &quot;spam&quot; and characters &gt; 20. Texts stand in double quotes.</source>
        <translation>Zapisz go tak: label == &quot;spam&quot; and characters &gt; 20. Teksty stoją w cudzysłowach prostych.</translation>
    </message>
    <message>
        <source>“{0}” cannot be read as a Parquet file.</source>
        <translation>Nie można odczytać „{0}” jako pliku Parquet.</translation>
    </message>
    <message>
        <source>Rows that seem to be in another language</source>
        <translation>Wiersze, które wydają się być w innym języku</translation>
    </message>
    <message>
        <source>Check that they are wanted. The language is guessed from common words, so look before you remove.</source>
        <translation>Sprawdź, czy są potrzebne. Język jest odgadywany z częstych słów, więc zajrzyj, zanim usuniesz.</translation>
    </message>
    <message>
        <source>Letters that were read in the wrong encoding</source>
        <translation>Litery odczytane w złym kodowaniu</translation>
    </message>
    <message>
        <source>Repair them: the model would learn to write “Ã¥” for “å”.</source>
        <translation>Napraw je: model nauczyłby się pisać „Ã¥” zamiast „å”.</translation>
    </message>
    <message>
        <source>Characters that were lost</source>
        <translation>Utracone znaki</translation>
    </message>
    <message>
        <source>The file holds “�” where a letter was. Export it again as UTF-8, or remove these rows.</source>
        <translation>W pliku jest „�” tam, gdzie była litera. Wyeksportuj go ponownie jako UTF-8 albo usuń te wiersze.</translation>
    </message>
    <message>
        <source>Invisible characters</source>
        <translation>Niewidoczne znaki</translation>
    </message>
    <message>
        <source>Normalise the texts: control and zero-width characters cost tokens and mean nothing.</source>
        <translation>Znormalizuj teksty: znaki sterujące i o zerowej szerokości kosztują tokeny i nic nie znaczą.</translation>
    </message>
    <message>
        <source>Rows that are cut at the chosen length</source>
        <translation>Wiersze ucięte przy wybranej długości</translation>
    </message>
    <message>
        <source>Raise “Length at most”, shorten them, or remove them: the model never sees their end.</source>
        <translation>Zwiększ „Długość najwyżej”, skróć je albo usuń: model nigdy nie widzi ich końca.</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>Adresy e-mail</translation>
    </message>
    <message>
        <source>Telephone numbers</source>
        <translation>Numery telefonów</translation>
    </message>
    <message>
        <source>Norwegian national identity numbers</source>
        <translation>Norweskie numery identyfikacyjne</translation>
    </message>
    <message>
        <source>Polish PESEL numbers</source>
        <translation>Numery PESEL</translation>
    </message>
    <message>
        <source>Swedish personal identity numbers</source>
        <translation>Szwedzkie numery osobowe</translation>
    </message>
    <message>
        <source>US social security numbers</source>
        <translation>Amerykańskie numery ubezpieczenia społecznego (SSN)</translation>
    </message>
    <message>
        <source>Bank accounts (IBAN)</source>
        <translation>Rachunki bankowe (IBAN)</translation>
    </message>
    <message>
        <source>Payment cards</source>
        <translation>Karty płatnicze</translation>
    </message>
    <message>
        <source>What may be names of people</source>
        <translation>Możliwe imiona i nazwiska</translation>
    </message>
    <message>
        <source>Names are guessed from sentences such as “my name is …”: look, then mask them if they are.</source>
        <translation>Nazwiska są odgadywane ze zdań takich jak „nazywam się…”: zajrzyj i zamaskuj je, jeśli nimi są.</translation>
    </message>
    <message>
        <source>Add changed copies</source>
        <translation>Dodaj zmienione kopie</translation>
    </message>
    <message>
        <source>Adds copies of a share of the rows with word_dropout, word_swap, typos or case (how) in what the model reads; the copies are marked for ever and only ever train.</source>
        <translation>Dodaje kopie części wierszy z word_dropout, word_swap, typos lub case (how) w tym, co czyta model; kopie są na zawsze oznaczone i służą tylko do treningu.</translation>
    </message>
    <message>
        <source>Add other wordings</source>
        <translation>Dodaj inne sformułowania</translation>
    </message>
    <message>
        <source>Adds copies of a share of the rows whose question or text is put into one of the templates, in the place of {text}; the copies are marked for ever and only ever train.</source>
        <translation>Dodaje kopie części wierszy, których pytanie lub tekst wstawiono w jeden z szablonów w miejsce {text}; kopie są na zawsze oznaczone i służą tylko do treningu.</translation>
    </message>
    <message>
        <source>Balance labels</source>
        <translation>Wyrównaj etykiety</translation>
    </message>
    <message>
        <source>Repeats rows of rare labels; strength 1 makes all labels as common as the commonest, 0 changes nothing. The copies are marked for ever and only ever train.</source>
        <translation>Powtarza wiersze rzadkich etykiet; strength 1 zrównuje wszystkie z najczęstszą, 0 niczego nie zmienia. Kopie są na zawsze oznaczone i służą tylko do treningu.</translation>
    </message>
    <message>
        <source>Repair characters</source>
        <translation>Napraw znaki</translation>
    </message>
    <message>
        <source>Puts right letters that were read in the wrong encoding, as “Ã¥” for “å”.</source>
        <translation>Naprawia litery odczytane w złym kodowaniu, na przykład „Ã¥” zamiast „å”.</translation>
    </message>
    <message>
        <source>Keeps (or with keep: false removes) rows for which the expression holds, or whose text, label or column contains or equals a text.</source>
        <translation>Zachowuje (lub przy keep: false usuwa) wiersze, dla których wyrażenie jest prawdziwe albo których tekst, etykieta lub kolumna zawiera tekst lub jest mu równa.</translation>
    </message>
    <message>
        <source>Replaces e-mail addresses, telephone and identity numbers, accounts, cards and keys by marks; kinds chooses, and adds names, which are only guessed.</source>
        <translation>Zastępuje adresy e-mail, numery telefonów i identyfikacyjne, rachunki, karty i klucze znacznikami; kinds wybiera i dodaje nazwiska, które są tylko odgadywane.</translation>
    </message>
    <message>
        <source>Removed by hand.</source>
        <translation>Usunięto ręcznie.</translation>
    </message>
    <message>
        <source>Removed, because other rows answer the same differently.</source>
        <translation>Usunięto, ponieważ inne wiersze odpowiadają na to samo inaczej.</translation>
    </message>
    <message>
        <source>Removed, because the label “{0}” has too few rows.</source>
        <translation>Usunięto, ponieważ etykieta „{0}” ma za mało wierszy.</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Usuń wiersze</translation>
    </message>
    <message>
        <source>Removes rows by their number in the file; a pair is file and row.</source>
        <translation>Usuwa wiersze według numeru w pliku; para to plik i wiersz.</translation>
    </message>
    <message>
        <source>Edit a row</source>
        <translation>Edytuj wiersz</translation>
    </message>
    <message>
        <source>Gives one row new content.</source>
        <translation>Nadaje jednemu wierszowi nową treść.</translation>
    </message>
    <message>
        <source>Settle contradictions</source>
        <translation>Rozstrzygnij sprzeczności</translation>
    </message>
    <message>
        <source>Of rows that ask the same and answer differently, keeps those of the majority (all go in a tie), the first, or none (keep).</source>
        <translation>Z wierszy, które pytają o to samo i odpowiadają różnie, zachowuje te większości (przy remisie usuwa wszystkie), pierwszy albo żaden (keep).</translation>
    </message>
    <message>
        <source>End with the answer</source>
        <translation>Zakończ na odpowiedzi</translation>
    </message>
    <message>
        <source>Cuts from each conversation what stands after its last answer.</source>
        <translation>Ucina z każdej rozmowy to, co stoi po ostatniej odpowiedzi.</translation>
    </message>
    <message>
        <source>Remove rare labels</source>
        <translation>Usuń rzadkie etykiety</translation>
    </message>
    <message>
        <source>Removes rows whose label has fewer than min_rows rows.</source>
        <translation>Usuwa wiersze, których etykieta ma mniej niż min_rows wierszy.</translation>
    </message>
    <message>
        <source>The learning rate is to fall when validation loss stalls, and there are no validation rows.</source>
        <translation>Szybkość uczenia ma spadać, gdy strata walidacyjna przestaje maleć, a nie ma wierszy walidacyjnych.</translation>
    </message>
    <message>
        <source>Give the validation part of the split some rows, or choose another schedule.</source>
        <translation>Przydziel wiersze części walidacyjnej podziału albo wybierz inny harmonogram.</translation>
    </message>
    <message>
        <source>The desktop&apos;s keyring could not be used.</source>
        <translation>Nie można użyć pęku kluczy pulpitu.</translation>
    </message>
    <message>
        <source>Unlock it, or give the token for this session only.</source>
        <translation>Odblokuj go albo podaj token tylko na tę sesję.</translation>
    </message>
    <message>
        <source>This machine has no keyring that Attune can use (“{0}”).</source>
        <translation>Na tym komputerze nie ma pęku kluczy, którego Attune może użyć („{0}”).</translation>
    </message>
    <message>
        <source>Install the package libsecret-1-0, or give the token for this session only.</source>
        <translation>Zainstaluj pakiet libsecret-1-0 albo podaj token tylko na tę sesję.</translation>
    </message>
    <message>
        <source>What was given cannot be an access token.</source>
        <translation>To, co podano, nie może być tokenem dostępu.</translation>
    </message>
    <message>
        <source>A token is one word of letters, digits and “_”; copy it from your account&apos;s settings.</source>
        <translation>Token to jedno słowo z liter, cyfr i „_”; skopiuj go z ustawień konta.</translation>
    </message>
    <message>
        <source>Falling when validation stalls</source>
        <translation>Spada, gdy walidacja stoi w miejscu</translation>
    </message>
    <message>
        <source>Factor at a plateau</source>
        <translation>Mnożnik na plateau</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied by when validation loss has stalled and the schedule is the one that waits for it.</source>
        <translation>Przez ile mnożona jest szybkość uczenia, gdy strata walidacyjna przestała maleć, a harmonogram na to czeka.</translation>
    </message>
    <message>
        <source>Patience at a plateau</source>
        <translation>Cierpliwość na plateau</translation>
    </message>
    <message>
        <source>Looks at the validation rows without improvement that are borne before the learning rate falls.</source>
        <translation>Ile walidacji bez poprawy jest tolerowanych, zanim szybkość uczenia spadnie.</translation>
    </message>
    <message>
        <source>Learning rate at least</source>
        <translation>Szybkość uczenia co najmniej</translation>
    </message>
    <message>
        <source>Below this the learning rate does not fall when validation loss stalls.</source>
        <translation>Poniżej tej wartości szybkość uczenia nie spada, gdy strata walidacyjna stoi w miejscu.</translation>
    </message>
    <message>
        <source>Noise on the input (NEFTune)</source>
        <translation>Szum na wejściu (NEFTune)</translation>
    </message>
    <message>
        <source>Adds random noise of this strength to the embedded words in training, against learning rows by heart. 5 is usual, 0 adds none.</source>
        <translation>Podczas treningu dodaje do wektorów słów losowy szum o tej sile, by model nie uczył się wierszy na pamięć. Zwykle 5, 0 wyłącza.</translation>
    </message>
    <message>
        <source>Memory of averaged weights</source>
        <translation>Pamięć uśrednionych wag</translation>
    </message>
    <message>
        <source>Keeps a running mean of the trained weights beside them, of which this share stays at each step, such as 0.99. The mean is what is validated, saved and exported. 0 keeps none.</source>
        <translation>Utrzymuje obok trenowanych wag ich bieżącą średnią, z której w każdym kroku pozostaje ten udział, na przykład 0,99. Średnia jest walidowana, zapisywana i eksportowana. 0 wyłącza.</translation>
    </message>
    <message>
        <source>{0} lacks the tokens [CLS] and [SEP].</source>
        <translation>W {0} brakuje tokenów [CLS] i [SEP].</translation>
    </message>
    <message>
        <source>Use the model&apos;s tokenizer.json.</source>
        <translation>Użyj pliku tokenizer.json modelu.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which does not fit distances up to {3}.</source>
        <translation>{0}: „{1}” wynosi {2}, co nie pasuje do odległości do {3}.</translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but there are only {3} experts.</source>
        <translation>{0}: „{1}” wynosi {2}, a ekspertów jest tylko {3}.</translation>
    </message>
    <message>
        <source>a list of whole numbers</source>
        <translation>lista liczb całkowitych</translation>
    </message>
    <message>
        <source>These steps change nothing in “{0}”, so there is no new version.</source>
        <translation>Te kroki niczego nie zmieniają w „{0}”, więc nie ma nowej wersji.</translation>
    </message>
    <message>
        <source>The teacher “{0}” predicts {1} tokens and the model {2}, so their predictions cannot be compared.</source>
        <translation>Nauczyciel „{0}” przewiduje {1} tokenów, a model {2}, więc ich przewidywań nie można porównać.</translation>
    </message>
    <message>
        <source>Choose a teacher of the same family, which has the same vocabulary.</source>
        <translation>Wybierz nauczyciela z tej samej rodziny, z tym samym słownikiem.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when learning from a teacher, whose predictions are smooth already.</source>
        <translation>„{0}” nie ma znaczenia przy uczeniu się od nauczyciela, którego przewidywania i tak są wygładzone.</translation>
    </message>
    <message>
        <source>Answers with a teacher</source>
        <translation>Odpowiedzi z nauczycielem</translation>
    </message>
    <message>
        <source>Learns to write the answers of the rows and to predict each word as a teacher does. The teacher is another model with the same vocabulary, or the base itself as a guard against forgetting.</source>
        <translation>Uczy się pisać odpowiedzi z wierszy i przewidywać każde słowo tak jak nauczyciel. Nauczycielem jest inny model z tym samym słownikiem albo sam model bazowy jako ochrona przed zapominaniem.</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>Nauczyciel</translation>
    </message>
    <message>
        <source>The model to learn from: a folder, an id that the models page lists, or the name of a finished run. Empty takes the base as it was before training, which guards against forgetting.</source>
        <translation>Model, od którego się uczy: folder, identyfikator ze strony modeli albo nazwa zakończonego przebiegu. Puste pole oznacza model bazowy sprzed treningu, co chroni przed zapominaniem.</translation>
    </message>
    <message>
        <source>Share of the teacher λ</source>
        <translation>Udział nauczyciela λ</translation>
    </message>
    <message>
        <source>How much of the loss is the teacher&apos;s: 0 learns from the rows alone, 1 from the teacher alone.</source>
        <translation>Jaka część straty pochodzi od nauczyciela: 0 to nauka tylko z wierszy, 1 tylko od nauczyciela.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatura</translation>
    </message>
    <message>
        <source>Above 1 the teacher&apos;s less likely words count for more.</source>
        <translation>Powyżej 1 mniej prawdopodobne słowa nauczyciela liczą się bardziej.</translation>
    </message>
    <message>
        <source>Pull to the base</source>
        <translation>Przyciąganie do modelu bazowego</translation>
    </message>
    <message>
        <source>Weight of a further term that keeps the predictions near those of the base, against forgetting; 0 has none.</source>
        <translation>Waga dodatkowego składnika, który trzyma przewidywania blisko modelu bazowego, przeciw zapominaniu; 0 wyłącza.</translation>
    </message>
    <message>
        <source>Vectors of texts are learnt by models that read whole texts, and “{0}” writes them word by word.</source>
        <translation>Wektorów tekstów uczą się modele czytające całe teksty, a „{0}” pisze je słowo po słowie.</translation>
    </message>
    <message>
        <source>Choose a model such as MiniLM or BERT.</source>
        <translation>Wybierz model taki jak MiniLM lub BERT.</translation>
    </message>
    <message>
        <source>The texts of the other rows of a batch are the wrong ones to tell apart, and a batch of one has none.</source>
        <translation>Teksty pozostałych wierszy partii są tymi niewłaściwymi do odróżnienia, a partia z jednego wiersza ich nie ma.</translation>
    </message>
    <message>
        <source>Raise “Batch size” to 16 or more.</source>
        <translation>Zwiększ „Rozmiar partii” do 16 lub więcej.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when vectors of texts are learnt.</source>
        <translation>„{0}” nie ma znaczenia przy uczeniu wektorów tekstów.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Wyszukiwanie</translation>
    </message>
    <message>
        <source>Learns vectors by which a question finds its answer among many texts. Takes questions with answers, also with a wrong answer each; larger batches learn more. For small models such as MiniLM.</source>
        <translation>Uczy wektorów, dzięki którym pytanie znajduje odpowiedź wśród wielu tekstów. Przyjmuje pytania z odpowiedziami, także z jedną błędną; większe partie uczą więcej. Dla małych modeli, takich jak MiniLM.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not pairs of texts that belong together, such as questions with answers.</source>
        <translation>Wiersze „{0}” nie są parami tekstów, które do siebie należą, takimi jak pytania z odpowiedziami.</translation>
    </message>
    <message>
        <source>Row {0} is not a pair of texts.</source>
        <translation>Wiersz {0} nie jest parą tekstów.</translation>
    </message>
    <message>
        <source>The model “{0}” gives no vectors of texts.</source>
        <translation>Model „{0}” nie daje wektorów tekstów.</translation>
    </message>
    <message>
        <source>How sharply the right text is held apart from the others of the batch: lower looks at the hardest ones. 0.05 is usual, which others call a scale of 20.</source>
        <translation>Jak ostro właściwy tekst jest oddzielany od pozostałych w partii: niższa wartość patrzy na najtrudniejsze. Zwykle 0,05, gdzie indziej nazywane skalą 20.</translation>
    </message>
    <message>
        <source>Judging is learnt from pairs of answers, and the rows have only one each.</source>
        <translation>Oceniania uczą się na parach odpowiedzi, a wiersze mają tylko po jednej.</translation>
    </message>
    <message>
        <source>Import data with a better and a worse answer.</source>
        <translation>Zaimportuj dane z lepszą i gorszą odpowiedzią.</translation>
    </message>
    <message>
        <source>The model “{0}” has no head that judges answers.</source>
        <translation>Model „{0}” nie ma głowicy oceniającej odpowiedzi.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when answers are judged.</source>
        <translation>„{0}” nie ma znaczenia przy ocenianiu odpowiedzi.</translation>
    </message>
    <message>
        <source>Judging answers</source>
        <translation>Ocenianie odpowiedzi</translation>
    </message>
    <message>
        <source>Learns from pairs of a better and a worse answer to give each answer a number, its reward. The model that comes out judges answers and writes none.</source>
        <translation>Uczy się na parach lepszej i gorszej odpowiedzi nadawać każdej liczbę, jej nagrodę. Powstały model ocenia odpowiedzi, a żadnych nie pisze.</translation>
    </message>
    <message>
        <source>Centring of rewards</source>
        <translation>Centrowanie nagród</translation>
    </message>
    <message>
        <source>How strongly the rewards of a pair are held around zero; 0.01 is usual where rewards are compared between models, 0 leaves them free.</source>
        <translation>Jak mocno nagrody pary są trzymane wokół zera; zwykle 0,01, gdy porównuje się nagrody różnych modeli, 0 ich nie ogranicza.</translation>
    </message>
    <message>
        <source>A model that tags words needs at least two tags, and the rows have {0}.</source>
        <translation>Model oznaczający słowa potrzebuje co najmniej dwóch znaczników, a wiersze mają {0}.</translation>
    </message>
    <message>
        <source>Check in the data page that the right column holds the tags.</source>
        <translation>Sprawdź na stronie danych, czy znaczniki są we właściwej kolumnie.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when words are tagged.</source>
        <translation>„{0}” nie ma znaczenia przy oznaczaniu słów.</translation>
    </message>
    <message>
        <source>Tags of words</source>
        <translation>Znaczniki słów</translation>
    </message>
    <message>
        <source>Finds names, places and other parts of a text: gives each word the tag that the rows show (BIO, BIOES, parts of speech). Models that read whole texts, such as BERT, are best at it.</source>
        <translation>Znajduje nazwiska, miejsca i inne części tekstu: nadaje każdemu słowu znacznik pokazany w wierszach (BIO, BIOES, części mowy). Najlepsze są w tym modele czytające całe teksty, takie jak BERT.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not words with tags, which this task learns from.</source>
        <translation>Wiersze „{0}” nie są słowami ze znacznikami, na których uczy się to zadanie.</translation>
    </message>
    <message>
        <source>Row {0} has a tag that is none of the {1} tags of the run.</source>
        <translation>Wiersz {0} ma znacznik spoza {1} znaczników przebiegu.</translation>
    </message>
    <message>
        <source>The model “{0}” has no head that tags words.</source>
        <translation>Model „{0}” nie ma głowicy oznaczającej słowa.</translation>
    </message>
    <message>
        <source>Learn every piece of a word</source>
        <translation>Ucz się każdej części słowa</translation>
    </message>
    <message>
        <source>Counts the loss at all the tokens of a word instead of at its first one. Words are judged by their first token either way.</source>
        <translation>Liczy stratę przy wszystkich tokenach słowa zamiast tylko przy pierwszym. Słowa i tak są oceniane według pierwszego tokenu.</translation>
    </message>
    <message>
        <source>The model “{0}” gives vectors and has no classes.</source>
        <translation>Model „{0}” daje wektory i nie ma klas.</translation>
    </message>
    <message>
        <source>Only plain LoRA adapters can be weighted and added up.</source>
        <translation>Tylko zwykłe adaptery LoRA można ważyć i sumować.</translation>
    </message>
    <message>
        <source>Use adapters of the technique LoRA, without modules that are trained whole and on a base that is not quantised.</source>
        <translation>Użyj adapterów techniki LoRA, bez modułów trenowanych w całości i na modelu bazowym, który nie jest skwantyzowany.</translation>
    </message>
    <message>
        <source>Accuracy of tags</source>
        <translation>Dokładność znaczników</translation>
    </message>
    <message>
        <source>Entity F1</source>
        <translation>F1 encji</translation>
    </message>
    <message>
        <source>Entity precision</source>
        <translation>Precyzja encji</translation>
    </message>
    <message>
        <source>Entity recall</source>
        <translation>Czułość encji</translation>
    </message>
    <message>
        <source>Entity F1, strict</source>
        <translation>F1 encji, ścisłe</translation>
    </message>
    <message>
        <source>Found first</source>
        <translation>Znalezione jako pierwsze</translation>
    </message>
    <message>
        <source>Found among 5</source>
        <translation>Znalezione w pierwszych 5</translation>
    </message>
    <message>
        <source>Found among 10</source>
        <translation>Znalezione w pierwszych 10</translation>
    </message>
    <message>
        <source>Mean reciprocal rank</source>
        <translation>Średnia odwrotność rangi</translation>
    </message>
    <message>
        <source>The test ended after {0} steps, which is too few to suggest a learning rate.</source>
        <translation>Próba skończyła się po {0} krokach, to za mało, by zaproponować szybkość uczenia.</translation>
    </message>
    <message>
        <source>Begin at a lower rate, or take more steps.</source>
        <translation>Zacznij od niższej szybkości albo wykonaj więcej kroków.</translation>
    </message>
    <message>
        <source>No learning rate between {0} and {1} lowered the loss.</source>
        <translation>Żadna szybkość uczenia między {0} a {1} nie zmniejszyła straty.</translation>
    </message>
    <message>
        <source>Take more steps, or another range.</source>
        <translation>Wykonaj więcej kroków albo wybierz inny zakres.</translation>
    </message>
    <message>
        <source>The run “{0}” writes no text and has a head of its own, so adapters cannot be added up.</source>
        <translation>Przebieg „{0}” nie pisze tekstu i ma własną głowicę, więc adapterów nie można zsumować.</translation>
    </message>
    <message>
        <source>Choose runs that write text.</source>
        <translation>Wybierz przebiegi, które piszą tekst.</translation>
    </message>
    <message>
        <source>The run “{0}” sorts texts and cannot teach to write them.</source>
        <translation>Przebieg „{0}” sortuje teksty i nie może uczyć ich pisania.</translation>
    </message>
    <message>
        <source>The token {0} means different text to the teacher “{1}” and to the model, so their predictions cannot be compared.</source>
        <translation>Token {0} oznacza inny tekst dla nauczyciela „{1}” i dla modelu, więc ich przewidywań nie można porównać.</translation>
    </message>
    <message>
        <source>The rates have to rise from above zero, in ten steps at least.</source>
        <translation>Szybkości muszą rosnąć od wartości powyżej zera, w co najmniej dziesięciu krokach.</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Próbowanie szybkości uczenia</translation>
    </message>
    <message>
        <source>The runs “{0}” and “{1}” began with different models, so their adapters cannot be added up.</source>
        <translation>Przebiegi „{0}” i „{1}” zaczęły od różnych modeli, więc ich adapterów nie można zsumować.</translation>
    </message>
    <message>
        <source>Choose runs of one base model.</source>
        <translation>Wybierz przebiegi jednego modelu bazowego.</translation>
    </message>
    <message>
        <source>Several adapters are no single adapter.</source>
        <translation>Kilka adapterów to nie jeden adapter.</translation>
    </message>
    <message>
        <source>Choose the format “huggingface”, the merged model.</source>
        <translation>Wybierz format „huggingface”, czyli scalony model.</translation>
    </message>
    <message>
        <source>Get the model again, or use a version of it that is not quantised.</source>
        <translation>Pobierz model ponownie albo użyj jego wersji bez kwantyzacji.</translation>
    </message>
    <message>
        <source>The tensor “{0}” is stored in eight bits, but its scale is missing.</source>
        <translation>Tensor „{0}” zapisano w ośmiu bitach, ale brakuje jego skali.</translation>
    </message>
    <message>
        <source>The scale “{0}” has the shape {1}, which does not fit that of its tensor, {2}.</source>
        <translation>Skala „{0}” ma kształt {1}, który nie pasuje do kształtu tensora, {2}.</translation>
    </message>
    <message>
        <source>{0} could not prove that it is what it says: its certificate is not trusted.</source>
        <translation>{0} nie udowodnił, że jest tym, za kogo się podaje: jego certyfikat nie jest zaufany.</translation>
    </message>
    <message>
        <source>If your network has a certificate of its own, name its file in SSL_CERT_FILE.</source>
        <translation>Jeśli Twoja sieć ma własny certyfikat, podaj jego plik w SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>The part “{0}” of “{1}” has no rows.</source>
        <translation>Część „{0}” zbioru „{1}” nie ma wierszy.</translation>
    </message>
    <message>
        <source>Give it a share in the data page.</source>
        <translation>Nadaj jej udział na stronie danych.</translation>
    </message>
    <message>
        <source>“{0}” is no part of a split.</source>
        <translation>„{0}” nie jest częścią podziału.</translation>
    </message>
    <message>
        <source>Choose train, validation, test or all.</source>
        <translation>Wybierz train, validation, test albo all.</translation>
    </message>
    <message>
        <source>Pull to the teacher&apos;s inner states</source>
        <translation>Przyciąganie do stanów wewnętrznych nauczyciela</translation>
    </message>
    <message>
        <source>Weight of a further term that brings the state behind each prediction near the teacher&apos;s; where the two differ in size, through a linear map that is fitted before the first step. 0 has none.</source>
        <translation>Waga dodatkowego składnika, który zbliża stan za każdym przewidywaniem do stanu nauczyciela; gdy różnią się rozmiarem, przez odwzorowanie liniowe dopasowane przed pierwszym krokiem. 0 go pomija.</translation>
    </message>
    <message>
        <source>There is nothing that rewards answers.</source>
        <translation>Nic nie nagradza odpowiedzi.</translation>
    </message>
    <message>
        <source>The question of row {0} has {1} tokens, which leaves no room for an answer.</source>
        <translation>Pytanie z wiersza {0} ma {1} tokenów, więc nie ma miejsca na odpowiedź.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when the model learns from its own answers.</source>
        <translation>„{0}” nie ma znaczenia, gdy model uczy się z własnych odpowiedzi.</translation>
    </message>
    <message>
        <source>No reward has a weight, so there is nothing to learn.</source>
        <translation>Żadna nagroda nie ma wagi, więc nie ma się czego uczyć.</translation>
    </message>
    <message>
        <source>Give a rule a weight above 0, or name a reward model.</source>
        <translation>Nadaj regule wagę większą od 0 albo wskaż model nagrody.</translation>
    </message>
    <message>
        <source>Answers of {0} tokens leave no room for a question: the model reads {1} tokens.</source>
        <translation>Odpowiedzi o {0} tokenach nie zostawiają miejsca na pytanie: model czyta {1} tokenów.</translation>
    </message>
    <message>
        <source>Lower “Answer at most”.</source>
        <translation>Zmniejsz „Odpowiedź najwyżej”.</translation>
    </message>
    <message>
        <source>Rewards for answers</source>
        <translation>Nagrody za odpowiedzi</translation>
    </message>
    <message>
        <source>Writes several answers to each question, rewards them by rules or a reward model, and learns from those that beat the others. Choose it after the model has learnt to answer, with a learning rate about ten times lower and few rows at a time; looks answer 24 questions at most.</source>
        <translation>Pisze kilka odpowiedzi na każde pytanie, nagradza je według reguł lub modelem nagrody i uczy się z tych, które wygrywają z innymi. Wybierz to, gdy model umie już odpowiadać, z szybkością uczenia około dziesięć razy mniejszą i niewieloma wierszami naraz; sprawdzenia odpowiadają najwyżej na 24 pytania.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not questions with answers, which this task writes answers to.</source>
        <translation>Wiersze „{0}” nie są pytaniami z odpowiedziami, na które to zadanie pisze odpowiedzi.</translation>
    </message>
    <message>
        <source>Answers per question</source>
        <translation>Odpowiedzi na pytanie</translation>
    </message>
    <message>
        <source>How many answers are written to each question, whose rewards are compared with each other. A step works on this many for each row.</source>
        <translation>Ile odpowiedzi pisze się na każde pytanie; ich nagrody porównuje się ze sobą. Krok przetwarza tyle dla każdego wiersza.</translation>
    </message>
    <message>
        <source>Answer at most</source>
        <translation>Odpowiedź najwyżej</translation>
    </message>
    <message>
        <source>Tokens after which an answer is cut off.</source>
        <translation>Liczba tokenów, po której odpowiedź jest ucinana.</translation>
    </message>
    <message>
        <source>Temperature of the answers</source>
        <translation>Temperatura odpowiedzi</translation>
    </message>
    <message>
        <source>Below 1 the answers to a question resemble each other, above 1 they are more daring.</source>
        <translation>Poniżej 1 odpowiedzi na pytanie są do siebie podobne, powyżej 1 są śmielsze.</translation>
    </message>
    <message>
        <source>Pull to the base β</source>
        <translation>Przyciąganie do modelu bazowego β</translation>
    </message>
    <message>
        <source>How strongly the model is held to what it was before training; 0 sets it free and saves the work of comparing.</source>
        <translation>Jak mocno model trzyma się tego, czym był przed treningiem; 0 uwalnia go i oszczędza porównywania.</translation>
    </message>
    <message>
        <source>Reward: same as the answer</source>
        <translation>Nagroda: jak odpowiedź</translation>
    </message>
    <message>
        <source>Weight of a reward for the words of the row&apos;s own answer, no more and no less. The weights of all rewards are scaled to sum to 1.</source>
        <translation>Waga nagrody za słowa własnej odpowiedzi wiersza, nie mniej i nie więcej. Wagi wszystkich nagród skaluje się tak, by dawały w sumie 1.</translation>
    </message>
    <message>
        <source>Reward: contains the answer</source>
        <translation>Nagroda: zawiera odpowiedź</translation>
    </message>
    <message>
        <source>Weight of a reward for an answer in which the words of the row&apos;s own answer stand side by side.</source>
        <translation>Waga nagrody za odpowiedź, w której słowa własnej odpowiedzi wiersza stoją obok siebie.</translation>
    </message>
    <message>
        <source>Reward: same number</source>
        <translation>Nagroda: ta sama liczba</translation>
    </message>
    <message>
        <source>Weight of a reward for an answer whose last number is the last number of the row&apos;s own answer.</source>
        <translation>Waga nagrody za odpowiedź, której ostatnia liczba jest ostatnią liczbą własnej odpowiedzi wiersza.</translation>
    </message>
    <message>
        <source>Pattern to match</source>
        <translation>Wzorzec do dopasowania</translation>
    </message>
    <message>
        <source>A regular expression that rewarded answers match: \A is the start of an answer, \z its end. Empty leaves it out.</source>
        <translation>Wyrażenie regularne, do którego pasują nagradzane odpowiedzi: \A to początek odpowiedzi, \z jej koniec. Puste je pomija.</translation>
    </message>
    <message>
        <source>Reward: matches the pattern</source>
        <translation>Nagroda: pasuje do wzorca</translation>
    </message>
    <message>
        <source>Weight of the reward for matching the pattern.</source>
        <translation>Waga nagrody za dopasowanie do wzorca.</translation>
    </message>
    <message>
        <source>Words at most</source>
        <translation>Słów najwyżej</translation>
    </message>
    <message>
        <source>Answers up to this many words get the whole reward for shortness, those of twice as many none. 0 leaves it out.</source>
        <translation>Odpowiedzi do tylu słów dostają całą nagrodę za zwięzłość, dwa razy dłuższe żadnej. 0 ją pomija.</translation>
    </message>
    <message>
        <source>Reward: short</source>
        <translation>Nagroda: zwięzłość</translation>
    </message>
    <message>
        <source>Weight of the reward for shortness.</source>
        <translation>Waga nagrody za zwięzłość.</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Model nagrody</translation>
    </message>
    <message>
        <source>Name of a finished run of the task “Judging answers”, whose judgement rewards answers. Empty leaves it out.</source>
        <translation>Nazwa zakończonego przebiegu zadania „Ocenianie odpowiedzi”, którego osąd nagradza odpowiedzi. Puste go pomija.</translation>
    </message>
    <message>
        <source>Reward: the model&apos;s judgement</source>
        <translation>Nagroda: osąd modelu</translation>
    </message>
    <message>
        <source>Weight of the reward model&apos;s judgement, which is brought to between 0 and 1.</source>
        <translation>Waga osądu modelu nagrody, sprowadzonego do przedziału od 0 do 1.</translation>
    </message>
    <message>
        <source>Steps per answers μ</source>
        <translation>Kroki na odpowiedzi μ</translation>
    </message>
    <message>
        <source>How many steps learn from the same answers before new ones are written. More save writing and use older answers.</source>
        <translation>Ile kroków uczy się z tych samych odpowiedzi, zanim powstaną nowe. Więcej oszczędza pisania i korzysta ze starszych odpowiedzi.</translation>
    </message>
    <message>
        <source>Clipping ε</source>
        <translation>Przycięcie ε</translation>
    </message>
    <message>
        <source>How far a token&apos;s probability may move from what it was when the answer was written before it counts no more.</source>
        <translation>Jak daleko prawdopodobieństwo tokenu może odejść od tego z chwili napisania odpowiedzi, zanim przestanie się liczyć.</translation>
    </message>
    <message>
        <source>Scale rewards by their spread</source>
        <translation>Skaluj nagrody ich rozrzutem</translation>
    </message>
    <message>
        <source>Divides by the standard deviation of a question&apos;s rewards, so that hard and easy questions count alike.</source>
        <translation>Dzieli przez odchylenie standardowe nagród za pytanie, aby trudne i łatwe pytania liczyły się tak samo.</translation>
    </message>
    <message>
        <source>The memory did not suffice for {0} rows at once. The run goes on with {1} at a time; its steps are as large as before.</source>
        <translation>Pamięci nie wystarczyło na {0} wierszy naraz. Przebieg trwa dalej po {1} naraz; jego kroki są tak duże jak przedtem.</translation>
    </message>
    <message>
        <source>Next time set the batch size (per_device_train_batch_size) to {1} and raise the accumulated batches (gradient_accumulation_steps) as much.</source>
        <translation>Następnym razem ustaw rozmiar partii (per_device_train_batch_size) na {1} i odpowiednio zwiększ liczbę sumowanych partii (gradient_accumulation_steps).</translation>
    </message>
    <message>
        <source>“{0}” is not a regular expression that can be read.</source>
        <translation>„{0}” nie jest wyrażeniem regularnym, które da się odczytać.</translation>
    </message>
    <message>
        <source>Check brackets and backslashes.</source>
        <translation>Sprawdź nawiasy i ukośniki odwrotne.</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Nagroda</translation>
    </message>
    <message>
        <source>Distance from the base (KL)</source>
        <translation>Odległość od modelu bazowego (KL)</translation>
    </message>
    <message>
        <source>Tokens of an answer</source>
        <translation>Tokeny odpowiedzi</translation>
    </message>
    <message>
        <source>Words of an answer</source>
        <translation>Słowa odpowiedzi</translation>
    </message>
    <message>
        <source>Distance from the teacher&apos;s states</source>
        <translation>Odległość od stanów nauczyciela</translation>
    </message>
    <message>
        <source>Questions whose answers are rewarded alike</source>
        <translation>Pytania o jednakowo nagrodzonych odpowiedziach</translation>
    </message>
    <message>
        <source>The run “{0}” has not learnt to judge answers.</source>
        <translation>Przebieg „{0}” nie nauczył się oceniać odpowiedzi.</translation>
    </message>
    <message>
        <source>Choose a run of the task “Judging answers”.</source>
        <translation>Wybierz przebieg zadania „Ocenianie odpowiedzi”.</translation>
    </message>
    <message>
        <source>Some rows of the dataset can no longer be read.</source>
        <translation>Niektórych wierszy zbioru nie da się już odczytać.</translation>
    </message>
    <message>
        <source>Check the disk, and import the data again.</source>
        <translation>Sprawdź dysk i zaimportuj dane ponownie.</translation>
    </message>
    <message>
        <source>Change (word_dropout, word_swap, typos or case)</source>
        <translation>Zmiana (word_dropout, word_swap, typos albo case)</translation>
    </message>
    <message>
        <source>Share of the rows (0 to 1)</source>
        <translation>Udział wierszy (od 0 do 1)</translation>
    </message>
    <message>
        <source>Share of the words or letters (0 to 0.9)</source>
        <translation>Udział słów lub liter (od 0 do 0.9)</translation>
    </message>
    <message>
        <source>Seed of the choice (whole number)</source>
        <translation>Ziarno wyboru (liczba całkowita)</translation>
    </message>
    <message>
        <source>Wordings ([&quot;Please: {text}&quot;])</source>
        <translation>Sformułowania ([&quot;Please: {text}&quot;])</translation>
    </message>
    <message>
        <source>Strength (0 to 1)</source>
        <translation>Siła (od 0 do 1)</translation>
    </message>
    <message>
        <source>Similarity of near copies (0.5 to 1)</source>
        <translation>Podobieństwo niemal kopii (od 0.5 do 1)</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Warunek</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolumna</translation>
    </message>
    <message>
        <source>Contains the text</source>
        <translation>Zawiera tekst</translation>
    </message>
    <message>
        <source>Is exactly the text</source>
        <translation>Jest dokładnie tekstem</translation>
    </message>
    <message>
        <source>Keep these rows (true or false)</source>
        <translation>Zachowaj te wiersze (true albo false)</translation>
    </message>
    <message>
        <source>New names ({&quot;old&quot;: &quot;new&quot;})</source>
        <translation>Nowe nazwy ({&quot;old&quot;: &quot;new&quot;})</translation>
    </message>
    <message>
        <source>Remove other labels (true or false)</source>
        <translation>Usuń inne etykiety (true albo false)</translation>
    </message>
    <message>
        <source>Kinds ([&quot;email&quot;, &quot;phone&quot;]; all when empty)</source>
        <translation>Rodzaje ([&quot;email&quot;, &quot;phone&quot;]; puste oznacza wszystkie)</translation>
    </message>
    <message>
        <source>Fewest characters of a text</source>
        <translation>Najmniej znaków tekstu</translation>
    </message>
    <message>
        <source>Most characters of a row</source>
        <translation>Najwięcej znaków wiersza</translation>
    </message>
    <message>
        <source>Scheme (iob1, iob2 or bioes)</source>
        <translation>Schemat (iob1, iob2 albo bioes)</translation>
    </message>
    <message>
        <source>Rows to keep</source>
        <translation>Wiersze do zachowania</translation>
    </message>
    <message>
        <source>Row numbers ([3, 17])</source>
        <translation>Numery wierszy ([3, 17])</translation>
    </message>
    <message>
        <source>Row number</source>
        <translation>Numer wiersza</translation>
    </message>
    <message>
        <source>File number</source>
        <translation>Numer pliku</translation>
    </message>
    <message>
        <source>New content</source>
        <translation>Nowa treść</translation>
    </message>
    <message>
        <source>Keep (majority, first or none)</source>
        <translation>Zachowaj (majority, first albo none)</translation>
    </message>
    <message>
        <source>Fewest rows of a label</source>
        <translation>Najmniej wierszy etykiety</translation>
    </message>
    <message>
        <source>Storing the rows</source>
        <translation>Zapisywanie wierszy</translation>
    </message>
    <message>
        <source>The entry “{0}” needs pictures or sounds, which Attune does not train on.</source>
        <translation>Wpis „{0}” wymaga obrazów lub dźwięków, na których Attune nie trenuje.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>TSV of question and answer</source>
        <translation>TSV z pytaniami i odpowiedziami</translation>
    </message>
    <message>
        <source>TSV of text and label</source>
        <translation>TSV z tekstem i etykietą</translation>
    </message>
    <message>
        <source>Good or bad</source>
        <translation>Dobra czy zła</translation>
    </message>
    <message>
        <source>“{0}” is neither true nor false.</source>
        <translation>„{0}” nie jest ani prawdą, ani fałszem.</translation>
    </message>
    <message>
        <source>Answers rated good or bad</source>
        <translation>Odpowiedzi ocenione jako dobre lub złe</translation>
    </message>
    <message>
        <source>Models of the kind “{1}” have no place for “{0}”.</source>
        <translation>Modele rodzaju „{1}” nie mają miejsca na „{0}”.</translation>
    </message>
    <message>
        <source>Leave it at 0; LoRA has a dropout of its own.</source>
        <translation>Pozostaw 0; LoRA ma własny dropout.</translation>
    </message>
    <message>
        <source>Dropout inside the model</source>
        <translation>Dropout wewnątrz modelu</translation>
    </message>
    <message>
        <source>A learning rate is found by watching the loss fall, and this task has none that falls: each step rewards answers newly written.</source>
        <translation>Współczynnik uczenia znajduje się, obserwując spadek straty, a to zadanie nie ma straty, która spada: każdy krok nagradza nowo napisane odpowiedzi.</translation>
    </message>
    <message>
        <source>The rows are not answers that are either good or bad.</source>
        <translation>Wiersze nie są odpowiedziami dobrymi albo złymi.</translation>
    </message>
    <message>
        <source>Import data with a prompt, a completion and a label, or choose another task.</source>
        <translation>Zaimportuj dane z poleceniem, odpowiedzią i etykietą albo wybierz inne zadanie.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning when learning from rated answers.</source>
        <translation>„{0}” nie ma znaczenia przy uczeniu z ocenionych odpowiedzi.</translation>
    </message>
    <message>
        <source>Neither good nor bad answers have a weight, so there is nothing to learn.</source>
        <translation>Ani dobre, ani złe odpowiedzi nie mają wagi, więc nie ma się czego uczyć.</translation>
    </message>
    <message>
        <source>Give one of them a weight above 0.</source>
        <translation>Nadaj jednym z nich wagę większą od 0.</translation>
    </message>
    <message>
        <source>An answer is compared with those of the other rows of its step, and a step has one row alone.</source>
        <translation>Odpowiedź porównuje się z odpowiedziami z pozostałych wierszy kroku, a krok ma tylko jeden wiersz.</translation>
    </message>
    <message>
        <source>Raise the batch size or the accumulated batches.</source>
        <translation>Zwiększ rozmiar partii lub liczbę sumowanych partii.</translation>
    </message>
    <message>
        <source>Rated answers</source>
        <translation>Ocenione odpowiedzi</translation>
    </message>
    <message>
        <source>Learns from single answers that were rated good or bad (KTO): no pairs are needed. Choose it after the model has learnt to answer, with a learning rate about ten times lower and four rows a step or more.</source>
        <translation>Uczy się z pojedynczych odpowiedzi ocenionych jako dobre lub złe (KTO): pary nie są potrzebne. Wybierz po tym, jak model nauczył się odpowiadać, ze współczynnikiem uczenia około dziesięć razy mniejszym i co najmniej czterema wierszami na krok.</translation>
    </message>
    <message>
        <source>The rows of “{0}” are not answers rated good or bad, which this task learns from.</source>
        <translation>Wiersze zbioru „{0}” nie są odpowiedziami ocenionymi jako dobre lub złe, z których uczy się to zadanie.</translation>
    </message>
    <message>
        <source>Weight of good answers</source>
        <translation>Waga dobrych odpowiedzi</translation>
    </message>
    <message>
        <source>What a good answer counts. With few good answers raise it, so that it times their number is 1 to 4/3 of that of the bad ones.</source>
        <translation>Ile liczy się dobra odpowiedź. Gdy dobrych odpowiedzi jest mało, zwiększ ją tak, by jej iloczyn z ich liczbą wynosił od 1 do 4/3 odpowiedniego iloczynu dla złych.</translation>
    </message>
    <message>
        <source>Weight of bad answers</source>
        <translation>Waga złych odpowiedzi</translation>
    </message>
    <message>
        <source>What a bad answer counts. With few bad answers raise it instead of the other weight.</source>
        <translation>Ile liczy się zła odpowiedź. Gdy złych odpowiedzi jest mało, zwiększ ją zamiast drugiej wagi.</translation>
    </message>
    <message>
        <source>Begin with a tenth of the rate that the model learnt to answer with.</source>
        <translation>Zacznij od jednej dziesiątej współczynnika, z którym model nauczył się odpowiadać.</translation>
    </message>
    <message>
        <source>“{0}” has no meaning where the model reads each row only once.</source>
        <translation>„{0}” nie ma znaczenia, gdy model czyta każdy wiersz tylko raz.</translation>
    </message>
    <message>
        <source>Leave it at 0, or choose another technique.</source>
        <translation>Pozostaw 0 albo wybierz inną technikę.</translation>
    </message>
    <message>
        <source>As LoRA: changes nothing</source>
        <translation>Jak LoRA: niczego nie zmienia</translation>
    </message>
    <message>
        <source>LoftQ: makes up for the 4 bits</source>
        <translation>LoftQ: wyrównuje stratę 4 bitów</translation>
    </message>
    <message>
        <source>Start of the update</source>
        <translation>Początek aktualizacji</translation>
    </message>
    <message>
        <source>“{0}” has its weights as {1} only, a format that can run programs when it is read, so Attune does not fetch it.</source>
        <translation>„{0}” ma wagi tylko jako {1}, czyli w formacie, który przy odczycie może uruchamiać programy, więc Attune ich nie pobiera.</translation>
    </message>
    <message>
        <source>“{0}” holds weights in a format that can run programs when it is read, so Attune does not read it.</source>
        <translation>„{0}” zawiera wagi w formacie, który przy odczycie może uruchamiać programy, więc Attune go nie czyta.</translation>
    </message>
    <message>
        <source>Get a version of the model with model.safetensors; most models have one. Or save it as safetensors with the program that wrote the file.</source>
        <translation>Zdobądź wersję modelu z plikiem model.safetensors; większość modeli ją ma. Możesz też zapisać go jako safetensors programem, który utworzył plik.</translation>
    </message>
    <message>
        <source>“{0}” holds {1} tensors that a {2} model with this config has no place for: {3}.</source>
        <translation>„{0}” zawiera {1} tensorów, na które model {2} z tą konfiguracją nie ma miejsca: {3}.</translation>
    </message>
    <message>
        <source>{0}: the key “{1}” is not supported.</source>
        <translation>{0}: klucz „{1}” nie jest obsługiwany.</translation>
    </message>
    <message>
        <source>“{0}” holds the tensor “{1}”, which a {2} model has no place for.</source>
        <translation>„{0}” zawiera tensor „{1}”, na który model {2} nie ma miejsca.</translation>
    </message>
    <message>
        <source>The tokenizer of “{0}” has {1} tokens, but the model&apos;s embedding only {2} rows; these have none: {3}.</source>
        <translation>Tokenizer modelu „{0}” ma {1} tokenów, a macierz osadzeń tylko {2} wierszy; własnego wiersza nie mają: {3}.</translation>
    </message>
    <message>
        <source>The token “{0}” has the number {1}, but the model&apos;s embedding only {2} rows.</source>
        <translation>Token „{0}” ma numer {1}, a macierz osadzeń modelu tylko {2} wierszy.</translation>
    </message>
    <message>
        <source>Leave this token out of the data, or use a model that knows it.</source>
        <translation>Usuń ten token z danych albo użyj modelu, który go zna.</translation>
    </message>
    <message>
        <source>Weight decay on norms and biases</source>
        <translation>Zanik wag także dla norm i wyrazów wolnych</translation>
    </message>
    <message>
        <source>Off, weight decay leaves alone what is a single vector: norms, biases and the like, as is usual.</source>
        <translation>Gdy wyłączone, zanik wag nie dotyczy pojedynczych wektorów: norm, wyrazów wolnych i podobnych, jak to zwykle bywa.</translation>
    </message>
    <message>
        <source>The dataset_info.json has another dataset named “{0}”, which was left as it is.</source>
        <translation>W dataset_info.json jest inny zbiór danych o nazwie „{0}”; pozostał bez zmian.</translation>
    </message>
    <message>
        <source>Write the rows to a file of another name.</source>
        <translation>Zapisz wiersze do pliku o innej nazwie.</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>{0} is not written into a Parquet file.</source>
        <translation>{0} nie jest zapisywany w pliku Parquet.</translation>
    </message>
    <message>
        <source>Choose Parquet as the format, or another ending for the name.</source>
        <translation>Wybierz format Parquet albo inne rozszerzenie nazwy.</translation>
    </message>
    <message>
        <source>The name of a Parquet file ends in .parquet.</source>
        <translation>Nazwa pliku Parquet kończy się na .parquet.</translation>
    </message>
    <message>
        <source>Writing the rows</source>
        <translation>Zapisywanie wierszy</translation>
    </message>
    <message>
        <source>“{0}” is a Parquet file, and the helper for those is not ready.</source>
        <translation>„{0}” to plik Parquet, a program pomocniczy dla takich plików nie jest gotowy.</translation>
    </message>
    <message>
        <source>Install PyArrow (python3 -m pip install pyarrow), or use CSV or JSON Lines.</source>
        <translation>Zainstaluj PyArrow (python3 -m pip install pyarrow) albo użyj CSV lub JSON Lines.</translation>
    </message>
    <message>
        <source>The answer has no prompt.</source>
        <translation>Odpowiedź nie ma polecenia.</translation>
    </message>
    <message>
        <source>Conversations rated good or bad</source>
        <translation>Rozmowy ocenione jako dobre lub złe</translation>
    </message>
    <message>
        <source>The graphics card is not used: its driver does not work.</source>
        <translation>Karta graficzna nie jest używana: jej sterownik nie działa.</translation>
    </message>
    <message>
        <source>Install the driver of the card&apos;s maker, and start the computer again.</source>
        <translation>Zainstaluj sterownik producenta karty i uruchom komputer ponownie.</translation>
    </message>
    <message>
        <source>The graphics card is not used: the libraries of CUDA could not be opened.</source>
        <translation>Karta graficzna nie jest używana: nie udało się otworzyć bibliotek CUDA.</translation>
    </message>
    <message>
        <source>Run the set-up again (packaging/run.sh): it fetches them where there is a graphics card.</source>
        <translation>Uruchom ponownie instalację (packaging/run.sh): pobiera je tam, gdzie jest karta graficzna.</translation>
    </message>
    <message>
        <source>The graphics card is not used: its driver offers CUDA {0}, which is too old for libtorch.</source>
        <translation>Karta graficzna nie jest używana: jej sterownik oferuje CUDA {0}, wersję zbyt starą dla libtorch.</translation>
    </message>
    <message>
        <source>Install a newer driver.</source>
        <translation>Zainstaluj nowszy sterownik.</translation>
    </message>
    <message>
        <source>Share of the numbers between the layers of models of the kinds BERT, GPT-2 and GPT-NeoX, and before a head, that a step leaves out against overfitting. Such models were made with 0.1 and other programs take that up again; 0 leaves nothing out, whatever the model&apos;s files say.</source>
        <translation>Część liczb między warstwami modeli typu BERT, GPT-2 i GPT-NeoX oraz przed głowicą, którą krok pomija, by przeciwdziałać przeuczeniu. Takie modele powstały z wartością 0,1, a inne programy stosują ją ponownie; 0 niczego nie pomija, cokolwiek mówią pliki modelu.</translation>
    </message>
    <message>
        <source>Dropout of attention</source>
        <translation>Dropout uwagi</translation>
    </message>
    <message>
        <source>Share of the weights by which a token takes from others that a step leaves out against overfitting. Above 0 these weights are written out, which takes more time and memory, most of all with long texts.</source>
        <translation>Część wag, z jakimi token czerpie z innych, którą krok pomija, by przeciwdziałać przeuczeniu. Powyżej 0 wagi te są zapisywane w całości, co wymaga więcej czasu i pamięci, zwłaszcza przy długich tekstach.</translation>
    </message>
    <message>
        <source>This model has no dropout.</source>
        <translation>Ten model nie ma dropoutu.</translation>
    </message>
    <message>
        <source>QERA: makes up for the 4 bits on these rows</source>
        <translation>QERA: wyrównuje stratę 4 bitów na tych wierszach</translation>
    </message>
    <message>
        <source>LoftQ begins with the update that brings the 4-bit weights nearest to the plain ones, which a larger rank does better; the model is read in full for it once. QERA does so for what the layers compute on about 4096 tokens of the training rows, which makes up for more.</source>
        <translation>LoftQ zaczyna od poprawki, która najbardziej zbliża wagi 4-bitowe do zwykłych, co większy rząd robi lepiej; model jest w tym celu raz czytany w całości. QERA robi to dla tego, co warstwy obliczają na około 4096 tokenach wierszy treningowych, co wyrównuje więcej.</translation>
    </message>
    <message>
        <source>“{0}” is written, but LLaMA-Factory has no name for its layout.</source>
        <translation>Plik „{0}” zapisano, ale LLaMA-Factory nie ma nazwy dla jego układu.</translation>
    </message>
    <message>
        <source>Choose ShareGPT or Alpaca, and a name that ends in .jsonl, .csv or .parquet.</source>
        <translation>Wybierz ShareGPT albo Alpaca i nazwę kończącą się na .jsonl, .csv lub .parquet.</translation>
    </message>
    <message>
        <source>The memory did not suffice. The run goes on with all layers computed twice; its steps are as large as before.</source>
        <translation>Zabrakło pamięci. Przebieg trwa dalej z wszystkimi warstwami obliczanymi dwukrotnie; kroki są tak duże jak wcześniej.</translation>
    </message>
    <message>
        <source>Next time choose “All” for the layers computed twice (gradient_checkpointing all), or lower the batch size (per_device_train_batch_size).</source>
        <translation>Następnym razem wybierz „Wszystkie” przy warstwach obliczanych dwukrotnie (gradient_checkpointing all) albo zmniejsz rozmiar partii (per_device_train_batch_size).</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Żadne</translation>
    </message>
    <message>
        <source>When memory is short</source>
        <translation>Gdy brakuje pamięci</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Wszystkie</translation>
    </message>
    <message>
        <source>Layers computed twice</source>
        <translation>Warstwy obliczane dwukrotnie</translation>
    </message>
    <message>
        <source>Such a layer keeps only its input and is computed again when its gradient is needed: far less memory, and with all layers about a third more time. When memory is short, as few layers as make the run fit.</source>
        <translation>Taka warstwa przechowuje tylko swoje wejście i jest obliczana ponownie, gdy potrzebny jest jej gradient: znacznie mniej pamięci, a przy wszystkich warstwach o około jedną trzecią więcej czasu. Gdy brakuje pamięci: tylko tyle warstw, ile trzeba, by przebieg się zmieścił.</translation>
    </message>
    <message>
        <source>AdamW, moments in main memory</source>
        <translation>AdamW, momenty w pamięci głównej</translation>
    </message>
</context>
</TS>
