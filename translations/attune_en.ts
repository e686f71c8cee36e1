<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>attune::ui::CheckPanel</name>
    <message numerus="yes">
        <source>%n kind(s) of findings</source>
        <translation>
            <numerusform>%n kind of findings</numerusform>
            <numerusform>%n kinds of findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::CleanPanel</name>
    <message numerus="yes">
        <source>%n step(s) planned; saving gives %1 rows.</source>
        <translation>
            <numerusform>%n step planned; saving gives %1 rows.</numerusform>
            <numerusform>%n steps planned; saving gives %1 rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) planned.</source>
        <translation>
            <numerusform>%n step planned.</numerusform>
            <numerusform>%n steps planned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Version %1 of “%2” is stored: %n row(s).</source>
        <translation>
            <numerusform>Version %1 of “%2” is stored: %n row.</numerusform>
            <numerusform>Version %1 of “%2” is stored: %n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ComparePanel</name>
    <message numerus="yes">
        <source>“%1” is better than “%2” on the same %n validation row(s): loss lower by %3 (95 % interval %4 to %5).</source>
        <translation>
            <numerusform>“%1” is better than “%2” on the same %n validation row: loss lower by %3 (95 % interval %4 to %5).</numerusform>
            <numerusform>“%1” is better than “%2” on the same %n validation rows: loss lower by %3 (95 % interval %4 to %5).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” and “%2” do not differ reliably on the same %n validation row(s).</source>
        <translation>
            <numerusform>“%1” and “%2” do not differ reliably on the same %n validation row.</numerusform>
            <numerusform>“%1” and “%2” do not differ reliably on the same %n validation rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::DataPage</name>
    <message numerus="yes">
        <source>%1 (%n row(s))</source>
        <translation>
            <numerusform>%1 (%n row)</numerusform>
            <numerusform>%1 (%n rows)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::HomePage</name>
    <message numerus="yes">
        <source>%n row(s) imported</source>
        <translation>
            <numerusform>%n row imported</numerusform>
            <numerusform>%n rows imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained</source>
        <translation>
            <numerusform>%n run trained</numerusform>
            <numerusform>%n runs trained</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ImportPanel</name>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>and %n more file</numerusform>
            <numerusform>and %n more files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n row(s)</source>
        <translation>
            <numerusform>about %n row</numerusform>
            <numerusform>about %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) were left out.</source>
        <translation>
            <numerusform>%n dataset was left out.</numerusform>
            <numerusform>%n datasets were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::LengthHistogram</name>
    <message numerus="yes">
        <source>%n row(s) longer than %1 would be cut.</source>
        <translation>
            <numerusform>%n row longer than %1 would be cut.</numerusform>
            <numerusform>%n rows longer than %1 would be cut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation>
            <numerusform>%1 to %2 tokens: %n row</numerusform>
            <numerusform>%1 to %2 tokens: %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::ModelsPage</name>
    <message numerus="yes">
        <source>%1: %2 in %n file(s), licence: %3.</source>
        <translation>
            <numerusform>%1: %2 in %n file, licence: %3.</numerusform>
            <numerusform>%1: %2 in %n files, licence: %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::RowsPanel</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::SplitPanel</name>
    <message numerus="yes">
        <source>%n row(s) are left out.</source>
        <translation>
            <numerusform>%n row is left out.</numerusform>
            <numerusform>%n rows are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) also stand in another part.</source>
        <translation>
            <numerusform>%n row also stands in another part.</numerusform>
            <numerusform>%n rows also stand in another part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stand nearly the same in another part.</source>
        <translation>
            <numerusform>%n row stands nearly the same in another part.</numerusform>
            <numerusform>%n rows stand nearly the same in another part.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>attune::ui::Workspace</name>
    <message numerus="yes">
        <source>%n row(s) imported.</source>
        <translation>
            <numerusform>%n row imported.</numerusform>
            <numerusform>%n rows imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) could not be used; the import record says why.</source>
        <translation>
            <numerusform>%n row could not be used; the import record says why.</numerusform>
            <numerusform>%n rows could not be used; the import record says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>%n run deleted.</numerusform>
            <numerusform>%n runs deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not in it, since this format cannot hold them.</source>
        <translation>
            <numerusform>%n row is not in it, since this format cannot hold it.</numerusform>
            <numerusform>%n rows are not in it, since this format cannot hold them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to “%1”.</source>
        <translation>
            <numerusform>%n row written to “%1”.</numerusform>
            <numerusform>%n rows written to “%1”.</numerusform>
        </translation>
    </message>
</context>
</TS>
