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
    <message>
        <source>Tables (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.gz *.zst *.xz);;All files (*)</source>
        <translation>Tabele (*.csv *.tsv *.json *.jsonl *.ndjson *.txt *.gz *.zst *.xz);;Wszystkie pliki (*)</translation>
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
</context>
<context>
    <name>attune::ui::MainWindow</name>
    <message>
        <source>Stop this</source>
        <translation>Zatrzymaj to</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Ustawienia</translation>
    </message>
    <message>
        <source>About</source>
        <translation>O programie</translation>
    </message>
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
        <source>Equal rows on both sides make the model look better than it is. Remove the duplicates in the file, or divide by content.</source>
        <translation>Jednakowe wiersze po obu stronach sprawiają, że model wygląda lepiej, niż jest. Usuń duplikaty w pliku albo podziel według treści.</translation>
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
        <source>Automatic</source>
        <translation>Automatycznie</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Procesor</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Karta graficzna</translation>
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
    <message>
        <source>A run is training</source>
        <translation>Trwa inny przebieg</translation>
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
</context>
<context>
    <name>core</name>
    <message>
        <source>The operation ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details and report them; the project itself is unharmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dataset yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import one on the page “Data”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for a model folder or a .gguf file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The starter files are not on this machine: “{0}” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run packaging/run.sh once with a network connection; it fetches them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: free some space and try again; nothing stored before is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a folder, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is larger than the {1} bytes allowed for such a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” already exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not complete: its manifest is missing or broken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the file “{1}” is not what was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is larger than the {1} bytes allowed for such a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not valid JSON: it starts with a byte order mark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not valid JSON at byte {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not valid JSON: the key “{1}” stands twice in one object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is nested more than {1} levels deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored example is not valid at “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The heading in line {0} has {1} columns; at most {2} can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The heading in line {0} cannot be read: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the file as UTF-8, or choose its encoding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has {0} cells, but the heading has {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text with the delimiter in it needs quotation marks around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is longer than {0} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quotation mark at line {0}, column {1} is never closed: nothing behind it could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text follows after the closing quotation mark at line {0}, column {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quotation mark inside a quoted text is written twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text encoding “{0}” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the file as UTF-8 and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON list of objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab-separated values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds neither a list [ … ] nor an object { … } of rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More text follows after the end of the JSON value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be cut off or damaged: get it again from its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends before its list of rows is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of rows is broken here: a comma, bracket or colon stands where a row should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row is longer than allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends inside a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of rows is broken here: a comma is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object is broken here: a key in quotation marks is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object is broken here: a colon is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object is broken here: a comma is missing, or the file is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The object holds no list of rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends inside a value, or the value is longer than allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split it into several rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is nested too deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is not valid JSON: a quotation mark is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row is not an object {…} but {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key “{0}” stands twice in one object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ZIP archive or office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a gzip-compressed file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Zstandard-compressed file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bzip2-compressed file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an XZ-compressed file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an old office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Arrow file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a GGUF model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file with rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a table of text: its content is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a compressed file its usual ending (.gz, .zst, .zip), or save the table as CSV or JSON Lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds only blank lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format of “{0}” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the file its usual ending (.csv, .tsv, .json, .jsonl), or choose the format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data format “{1}” to read “{0}” with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the columns of “{0}” mean is not clear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose which column is the question, the answer, the text or the label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the {1} rows of “{0}” can be used. Line {2}: {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is no sound table: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged. {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” has no row that can be read. {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is cut off in its last row. {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored account of the imported rows cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored account of the imported rows does not sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column mapping cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two columns have the same heading: the second is called “{0}” here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very short texts or answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at these rows: an answer of one or two characters teaches little. Remove them by a least length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that stand there more than once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the copies: they weigh more than other rows, and across the parts of a split they hide overfitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that are nearly the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep one of each group, or split by groups, so that the validation stays honest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same text with different labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide for one label: the model cannot learn both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same question with different answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that all of them are wanted; else keep the best one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels with very few rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect more rows for these labels, join rare labels, and split stratified by label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows in which nothing is trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the length limit, or remove these rows: they count as data but teach nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations that do not end with an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands after the last answer is not trained; check that the export was complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passwords or keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask them, and change these keys: a trained model can repeat them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask them, or make sure that you may use them: a trained model can repeat them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cleaning step “{0}” is not valid: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed as a copy of row {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed by the filter “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed, because the label “{0}” is not wanted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed, because a text is shorter than {0} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed, because the row is longer than {0} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes white space at the beginning and end of every text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unicode form NFC, one kind of line end, no control or invisible characters, no spaces at line ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the first of equal rows; with similarity (0.5 … 1) the first of nearly equal ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps (or with keep: false removes) rows whose text, label or column contains or equals a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives labels new names; drop_others removes rows with other labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces e-mail addresses, telephone and identity numbers, accounts, cards and keys by marks; kinds chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes rows with a text or answer shorter than min_characters, or longer than max_characters as a whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps count rows chosen by chance (seed).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cleaning step “{0}” would remove every row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” holds something other than text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content of message {1} of “{0}” is {2}, but a text is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is a function call that is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is a function call without a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is not an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role “{2}” of message {1} of “{0}” is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” has no role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{2}” of message {1} of “{0}” is neither 0 nor 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is {1}, but a list of messages is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message {1} of “{0}” is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat messages (OpenAI)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better answer</source>
        <translation>Lepsza odpowiedź</translation>
    </message>
    <message>
        <source>Worse answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The better and the worse answer are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two answers have no prompt in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has no answer to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better and worse answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completion</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds an empty turn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instructions (Alpaca)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt and completion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is {1}, but {2} is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds a text that is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds a number that has no label name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no data layout “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layout “{0}” has no part “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column “{0}” in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the file&apos;s columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a column for “{1}” of the layout “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Label or labels</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text with label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words with tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of a split must be between 0 and 100 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts of the split are more than 100 % together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training part must be more than 0 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no split method “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A split by time needs a column with the time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset has no column “{0}” to split by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the columns that were kept at the import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part “{0}” of the split would have no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a larger share, or take more data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored split cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {0} of the stored dataset is not valid at “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the disk has space left and that you may write to the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset “{0}” was stored by another version of Attune.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Attune, or import the data again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset “{0}” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset “{0}” is damaged: its examples are not what was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attune cannot compute text models of the kind “{0}” yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint needs {0} MB and the disk has {1} MB left. Earlier checkpoints are intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk and resume the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run cannot go on from its checkpoint: its {0} has changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{0}” cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The optimiser&apos;s state holds numbers that are not finite, so it was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trained weights hold numbers that are not finite, so they were not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the learning rate; the last good checkpoint is intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot be stored: its number format has no name in safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” has the shape {1} instead of {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint&apos;s state cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device “{0}” is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “auto” or “cpu”, or check the GPU&apos;s driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library “{0}” could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up Attune again, or choose another libtorch in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>libtorch, which does the computing, was not found. Looked in: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the set-up (packaging/run.sh), or choose a libtorch folder in the settings or in ATTUNE_LIBTORCH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library “{0}” belongs to another version of Attune.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Attune again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attune&apos;s own library libattune_engine.so was not found. Looked in: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tensor “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is shorter than asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The written model answers differently from the trained one (by {0}), so it was not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export with float32, or check that the disk is sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a number format for an export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use float32, bfloat16 or float16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{0}” lacks the tensor “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” is {1} where the config asks for {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Ocenianie</translation>
    </message>
    <message>
        <source>The token {0} is not in the model&apos;s vocabulary of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the tokenizer that belongs to the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows of ids differ in length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give equally long rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This technique does not know the task “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model of type “{0}” reads whole texts and cannot learn to continue them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that writes text, such as SmolLM2 or Llama.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full fine-tuning has changed the model itself, so its base cannot be switched back to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the base model beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full fine-tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains every weight of the model. It learns the most and needs about four times the model&apos;s size in memory, and a learning rate about ten times lower than LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer of this model is named “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter “{0}” holds “{1}”, which is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model that the adapter was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains two small matrices beside each chosen layer and leaves the model as it is. The usual choice: it needs little memory, and the result is a file of a few megabytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a valid pattern of module names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the ends of module names separated by commas, such as q_proj,v_proj, or write all-linear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among {1}, or write all-linear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter sets “{0}” to {1}, which is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge the adapter into its model with the program that made it, and open the merged model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no technique “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not an adapter: adapter_config.json is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds adapter_config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter “{0}” is of the type “{1}”, which is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the two small matrices beside each chosen layer. A larger rank can learn more and overfits sooner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The update is scaled by α divided by the rank, so doubling α acts like doubling the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of a layer&apos;s inputs that its update does not see in training, against overfitting on few rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank-stabilised scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales by α divided by the square root of the rank, which keeps large ranks learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapted layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends of layer names separated by commas, all-linear for every layer, or empty for the query and value layers as PEFT does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory does not suffice for this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the batch size (per_device_train_batch_size) and raise the accumulated batches (gradient_accumulation_steps) as much, or lower the length (max_length); LoRA needs far less than full fine-tuning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computation failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run “{0}” has checkpoints already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume it, or start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no schedule “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no optimiser “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint {0} is damaged and was passed over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {0} became infinite or undefined at step {1}, at training rows {2}. The step was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at these rows, lower the learning rate or use precision fp32. The last good checkpoint is intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {0} of the {1} rows has tokens that the model does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {0} of the {1} rows has {2} tokens; the model reads {3} at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the length (max_length).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no training rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import data, or give the training part a larger share of the split.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the mapping of the answer column, and raise the length (max_length) if the questions fill it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must be between {1} and {2}; {3} is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must be at least {1}; {3} is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must be at most {2}; {3} is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is either on or off (true or false); “{1}” is neither.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must be a whole number; “{1}” is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must be a number; “{1}” is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must be a text; “{1}” is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot be “{1}”. It is one of: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hyperparameters must be a JSON object, not a {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hyperparameter “{0}” must be a number, a text, true or false, not {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatycznie</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Szybkość uczenia</translation>
    </message>
    <message>
        <source>How far each step moves the trained weights. About 2e-4 suits LoRA, 2e-5 full fine-tuning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often every training row is seen. More epochs learn the rows better and overfit sooner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops after this many optimiser steps; −1 leaves it to the epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows worked on at once. Larger is faster where memory allows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accumulated batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before one optimiser step; equals a batch that many times larger at no extra memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of a row that are used; longer rows are cut, and the data page shows which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn the questions too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts the loss on every token instead of on the answers only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the computation. Automatic takes bfloat16 on a GPU that has it, else 32-bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optymalizator</translation>
    </message>
    <message>
        <source>The rule that turns gradients into steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate falls from its peak to the end of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps over which the learning rate rises from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of warm-up; when above zero it replaces the share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulls the trained weights towards zero at each step, against overfitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients with a larger norm are scaled down to it; 0 switches clipping off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam β₁</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the first moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam β₂</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the second moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam ε</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the division stable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser steps between two looks at the validation rows; 0 chooses about ten looks a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation rows at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fixed part of the validation rows is used when there are more; 0 uses all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the run when validation loss has not improved for this many looks; 0 never ends it early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimiser steps between two checkpoints to resume from; 0 saves at each validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation questions that the model answers at each look, to read along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spreads this share of the target over all tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored event of kind “{0}” is damaged: its field “{1}” has a wrong value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored event is damaged: it does not say what kind of event it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored event has the unknown kind “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was probably written by a newer version of Attune.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description of a run must be a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description of a run has a wrong value in its field “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event {0} of the run is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no run “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be opened for writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may write to the project&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project “{0}” is already open in another Attune (process {1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it there, or wait until its training has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it from a backup; datasets, checkpoints and exports in the folder are separate files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” already holds a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a project: it has no file “project.db”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: it is not a database any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run “{0}” is still training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no dataset “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset “{0}” belongs to the run “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete its runs first, or keep it so that they stay repeatable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a database, but not one of an Attune project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” was written by a newer version of Attune (schema {1}; this version knows {2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with that version; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: its schema version is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project could not be saved because the disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space; what could not be saved is kept in memory and tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore project.db from a backup; datasets, checkpoints and exports in the folder are separate files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s database could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the disk is connected and that you may write to the project&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” already exists or cannot be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The summary of a run is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The summary of a run is damaged: its field “{0}” has a wrong value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a time such as {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no chat template called “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The messages for a chat template must be a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A conversation is nested too deep for a chat template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” must hold a list of messages, or an object with the key “messages”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template refuses this conversation: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {0} of the chat template fails for this conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template has a syntax error in line {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {0} of the chat template uses something that Attune cannot render.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another chat template for this model, or edit that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template was stopped in line {0} because it exceeds a limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template is larger than the {0} bytes allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template is not valid UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text of {0} bytes is too long to be tokenised at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is not valid UTF-8 at byte {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} must hold a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has the format version “{1}”; only 1.0 is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no model, so it is not a tokenizer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has neither tokenizer.json nor tokenizer.model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that the model was downloaded to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has a character that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The normalisation rules (precompiled_charsmap) are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” must be an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” must be {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the {1} “{2}” is not known, so the text would be split wrongly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} splits its text in a way called “{1}”, which is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the model’s original folder, whose tokenizer.json describes the splitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has a merge rule “{1}” without two tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has {1} tokens but {2} scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the {1} token {2} is outside the vocabulary of {3} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: token {1} is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has a tokenizer of the kind “{1}”; gpt2 and llama can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the regular expression “{1}” cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is not a valid regular expression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer’s regular expression gave up on a text of {0} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The construct {0} is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a usable SentencePiece model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This SentencePiece model cannot be written as tokenizer.json: only BPE and unigram models with ▁ before words can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has a character that the tokenizer does not know, and it has no unknown token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has a word that the tokenizer does not know, and its unknown token “{0}” is not in its vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds its weights as pytorch_model.bin, a format that can run programs and is not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a version of the model with model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds no model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with config.json and model.safetensors, or a .gguf file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” lacks {1} tensors of a {2} model: {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the model again; its weights and its config.json do not belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” does not fit its config: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} should hold a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is an adapter, not a whole model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model it was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds several .gguf files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds no model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which {3} attention heads do not divide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which leaves no position after “pad_token_id”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which is not within {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which is out of range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but must be greater than 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of numbers greater than 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a token id or a list of token ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” should be {2}, but is {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the key “{1}” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” = “{2}” is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {2} dimensions of each head would be rotated (“{1}”), but they must be pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, but must be greater than “low_freq_factor”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” and “long_factor” should hold {3} numbers each, “{1}” has {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” has {2} entries for {3} layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list with 0 or 1 for each layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights cannot be written as “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a plain file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: it ends within its header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: a name in it has {1} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: a text in it is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: it uses the unknown value type {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds lists nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: a list in it should have {1} entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a GGUF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a GGUF file of version {1} or of big-endian order; Attune reads versions 2 and 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: it should hold {1} tensors and {2} values, more than its size allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the key “{1}” stands in it twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has {2} dimensions instead of 1 to 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has an impossible dimension.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” has the unknown type {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” cannot have the shape {2} as {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: its “general.alignment” is not a power of two up to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” stands in it twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” is not aligned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is incomplete: the tensor “{1}” ends at byte {2} of {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again; the download or copy did not finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensors “{1}” and “{2}” overlap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the model as a Hugging Face folder instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF cannot express the position scaling “{0}” of this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer has {0} tokens, the model {1}; they do not fit together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF has no name for the tensor “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” is not in the checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of the type “{0}” for the task “{1}” cannot be exported as GGUF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a GGUF type that can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: GGUF files of the architecture “{1}” are not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the model&apos;s original Hugging Face version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: its rotary frequencies are scaled in a way that is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} does not consist of {2} heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” is stored as {1}, which Attune cannot compute with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the lists of its vocabulary differ in length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This tokenizer cannot be exported as GGUF: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its vocabulary is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF cannot express its merges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only BPE vocabularies are supported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it changes the text before splitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp has no name for its way of splitting text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no tokenizer.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} cannot be stored as {2} in a GGUF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor name “{0}” cannot stand in the file, or stands there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” was not announced for “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” cannot be written as {1} from {2} numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” was not written completely to “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of “{0}” does not tell what kind of file it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models, tokenizers, configs and tables of data can be inspected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object with a text for each number from 0 on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: “{1}” is {2}, which does not divide the {3} attention heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a model&apos;s config: it is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: models of the type “{1}” are not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supported are {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the model was stored quantised (“quantization_config”).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the model&apos;s original version; Attune quantises it itself while training, if asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: its “__metadata__” is not an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the entry “{1}” of its “__metadata__” is not text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the entry of the tensor “{1}” is not an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no dtype.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” has the unknown dtype “{2}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no valid shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has no valid data_offsets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” has shape {2} as {3}, but {4} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a safetensors file: its header is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: the tensor “{1}” starts at byte {2} instead of {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is incomplete: it should hold {1} bytes of tensors but has {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is damaged: {1} bytes follow its last tensor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is too short for a safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a complete safetensors file: its header should have {1} bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the model again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not an index of shards: it has no “weight_map”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: the tensor “{1}” is said to be in a file that is not a plain file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” is not in “{1}”, where “{2}” says it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” of shape {1} cannot be stored as {2} in a safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tensor name for “{0}” is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor “{0}” got more bytes than its shape has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The asked part of the tensor “{0}” reaches outside of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” ends before its data does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again; it is incomplete or was changed while it was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds no tokenizer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model “{0}” on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a Hugging Face folder, a .gguf file, or an id from the list of models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer of “{0}” has {1} tokens, but the model&apos;s embedding only {2} rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the tokenizer that belongs to this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {0} of “{1}” cannot be turned into tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turning rows into tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or open the project that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no project folder “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name, or make a new project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no dataset yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a file of examples first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has several datasets: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which one is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no report format “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Pisanie raportu</translation>
    </message>
    <message>
        <source>None of the {0} training rows of “{1}” has a token to learn within {2} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise “Length at most”, or check in the data page that the answers are in the right column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`attune params` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run “{0}” is complete; there is nothing left to resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{0}” is not the one that the run “{1}” began with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the former files back, or start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset of the run “{0}” has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” could not be copied to “{1}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run “{0}” has no checkpoint yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it train until the first validation, or stop it with saving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no export format “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “peft” or “huggingface”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run “{0}” trained the model&apos;s own weights, so there is no adapter to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the merged model instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exported adapter does not compute what the run “{0}” computes (difference {1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was exported; please report this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`attune runs` lists them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model of the Llama, Mistral, Qwen, Gemma, Phi-3, Granite, OLMo or GPT families.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter “{0}” was trained on a base changed in a way that is not known: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of type “{0}” have no biases that BitFit could train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BitFit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains the biases alone, about a thousandth of the weights. For small corrections with few rows; works only with models that have biases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As LoRA, and learns the length of each row of a layer&apos;s weight by itself. Often closer to full fine-tuning at small ranks; a step takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last layers only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains the last layers in full and leaves the rest as it is. Between LoRA and full fine-tuning in memory, and quick, as the lower layers need no way back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter “{0}” does not fit the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(IA)³ does not know the layers of models of type “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(IA)³</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains one factor for each key, value and inner feature: a hundred times fewer numbers than LoRA. For few rows or many tiny adapters; needs a learning rate about ten times higher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter “{0}” does not fit the model: “{1}” is missing or has another size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA+</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As LoRA, and the second matrix learns several times faster than the first. Can reach the same loss in fewer steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PiSSA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As LoRA, but begins with the strongest directions of each layer&apos;s weight instead of a random start. Often learns faster; saved as a LoRA of twice the rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The vectors of prompt tuning stand before the text and cannot be worked into the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the adapter instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains a few vectors that stand before every text, and nothing in the model. The smallest result of all; needs a high learning rate and does better with large models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QLoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA beside a model held in 4 bits. Needs the least memory of all, at slightly lower quality and a slower step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio of learning rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times faster the second matrix (B) learns than the first (A).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the last layers learn; all below stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained vectors that stand before every text. More can hold more and make each text longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trained tensors are the model&apos;s own; the base&apos;s values are not kept while training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no tensors that this technique trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint “{0}” does not fit the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model that it was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored evaluation cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Strata</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Span F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preference accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall at k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve cannot be judged: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be an object with equally long lists “steps”, “train” and “val”; null stands for not finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and use step {1}. The run has only {8} training rows: more rows help more than any setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and use step {1}. The best step came within the first epoch: try half the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and use step {1}. For the next run set the epochs to about {9}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while training loss fell from {4} to {5}. Compared row by row on {6} rows, the rise is {7} times its standard error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is overfitting: validation loss rose by {3} % from {0} at step {1} to {2}, while training loss fell from {4} to {5}. That is more than the noise of the curve explains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss may be turning: it is {2} after {0} at step {1}, while training loss fell from {4} to {5}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch the next looks; the checkpoint of step {1} is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss has stopped improving: it stays near {2}, while training loss goes on falling to {5}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can stop here without losing quality, and use step {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverges: training loss climbed to {5} and validation loss from {0} at step {1} to {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, go back to step {1} and train with a third of the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss is not a finite number any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss is not a finite number any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, go back to step {1} and train with a third of the learning rate, or in 32-bit precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and train with a third of the learning rate, or in 32-bit precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {6} validation rows it cannot be told whether the model overfits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss varies so much from look to look that overfitting cannot be told from chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put more rows into the validation part of the split, at least 50.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss before training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training loss at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Kroki</translation>
    </message>
    <message>
        <source>Tokens seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained parameters</source>
        <translation>Trenowane parametry</translation>
    </message>
    <message>
        <source>Training time in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak memory in bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs learnt from different data, so their losses are not comparable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs divide the data differently, so their validation rows are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs began with different models; losses compare only where the tokenizer is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs have different tasks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “{0}” differs, so the losses are over different tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The monitor&apos;s part of the checkpoint is damaged: “{0}” has a wrong value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split of “{0}” has no test rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the test part a share in the data page, then train again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No test row of “{0}” has an answer within the length of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scoring the tuned model on the test rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scoring the base model on the test rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering test questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {0} of the sentence has no tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {0} is not valid UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words with tags (CoNLL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words with word classes (CoNLL-U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text or Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot be unpacked: it is damaged or of another kind than its name says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again from its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” unpacks to far more than its size: it was not read further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” holds {1} files; an archive with exactly one table can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it and choose the files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{0}” could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder “{0}” holds no file that can be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label “{0}” is not among the {1} classes of this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with a dataset that has this label, or correct the label in the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sentence has {0} words but {1} tags.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
