# Ordning: arkiv, etiketter, fästa, tystade, olästa, urval och ångra.

shelves = Listans platser
archive-lead = Arkivet finns bara på den här enheten.
    .returns = Ett ärende kommer själv tillbaka om det behöver dig.
archive-count = I arkivet ({ $count })
label-count = { $name } ({ $count })
archive-empty = Arkivet är tomt.
    .next = Du kan flytta meddelanden och ärenden dit när du är klar med dem.
label-empty = Inget har den här etiketten.
    .next = Du kan lägga till etiketten på meddelandets eller ärendets egen sida.
group-pinned = Fästa ({ $count })

pinned-mark = Fäst
archived-mark = I arkivet
muted-mark = Tystat
returned-mark = Tillbaka från arkivet
labels-mark = Etiketter:
returned-note = Det här kom tillbaka från arkivet, för här finns något för dig att göra.
archived-note = Det här finns i arkivet på den här enheten.
muted-note = Ärendet är tystat. Du får veta om nytt bara när du behövs.
arrived-returned = { $count ->
    [one] Ett ärende kom tillbaka från arkivet, för där finns något för dig att göra.
   *[other] { $count } ärenden kom tillbaka från arkivet, för där finns något för dig att göra.
}

do-archive = Flytta till arkivet
do-archive-case = Flytta ärendet till arkivet
do-unarchive = Flytta till inkommet
do-read = Markera som läst
do-unread = Markera som oläst
do-pin = Fäst överst
do-unpin = Lossa
do-mute = Tysta ärendet
do-unmute = Sluta tysta ärendet
do-more = Fler åtgärder
item-tools = Ordna

done-archived = Flyttat till arkivet: { $what }.
done-unarchived = Flyttat till inkommet: { $what }.
done-read = Markerat som läst: { $what }.
done-unread = Markerat som oläst: { $what }.
done-pinned = Fäst överst: { $what }.
done-unpinned = Inte längre fäst: { $what }.
done-muted = Tystat: { $what }.
done-unmuted = Inte längre tystat: { $what }.
done-labelled = Etikett tillagd: { $what }.
done-unlabelled = Etikett borttagen: { $what }.
done-nothing = Ingenting ändrades.
what-messages = { $count ->
    [one] 1 meddelande
   *[other] { $count } meddelanden
}
what-decisions = { $count ->
    [one] 1 beslut
   *[other] { $count } beslut
}
what-tasks = { $count ->
    [one] 1 uppgift
   *[other] { $count } uppgifter
}
what-cases = { $count ->
    [one] 1 ärende
   *[other] { $count } ärenden
}
what-reports = { $count ->
    [one] 1 felanmälan
   *[other] { $count } felanmälningar
}
what-items = { $count ->
    [one] 1 post
   *[other] { $count } poster
}
undo = Ångra
undo-close = Stäng
undo-region = Senaste ändringen
undone = Ångrat. Allt är som förut.
undo-gone = Det här kan inte längre ångras.

select-begin = Välj flera
select-end = Sluta välja
select-all = Välj alla som syns
select-count = { $count ->
    [one] 1 vald
   *[other] { $count } valda
}
select-item = Välj: { $title }
select-tools = Valda
select-none = Välj först något i listan.

labels-heading = Etiketter
labels-lead = Etiketterna är dina egna. De finns bara på den här enheten.
labels-none = Du har inga etiketter än.
labels-full = Det finns redan 100 etiketter. Ta bort någon om du vill lägga till en ny.
label-filter = Etikett
label-any = Alla
label-name = Namn på den nya etiketten
label-create = Lägg till etiketten
label-created = Etiketten är tillagd.
label-rename = Byt namn: { $name }
label-new-name = Etikettens nya namn
label-keep = Spara namnet
label-renamed = Etiketten har ett nytt namn.
label-taken = En annan etikett har redan det namnet.
label-remove = Ta bort etiketten: { $name }
    .sure = Ska etiketten { $name } tas bort?
    .warning = Etiketten försvinner från allt som har den. Meddelanden och ärenden finns kvar.
    .act = Ta bort etiketten
label-removed = Etiketten är borttagen.

help-undo = Ctrl+Z
    .does = Ångrar den senaste flytten eller markeringen
help-select = Skift+pil
    .does = Väljer flera i rad i listan
