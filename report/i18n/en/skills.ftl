### Levels of digital skills by area.

skills-title = Digital skills by area
skills-subtitle = Per cent of individuals with above-basic and with at least basic skills, medians over economies, { $years }
skills-alt = pairs of dots for above-basic and for at least basic skills, one for each of { $count } areas.
skills-above = Above basic
skills-any = Basic or above
skills-area-idl = Information and data
skills-area-cc = Communication
skills-area-dcc = Creating content
skills-area-sf = Safety
skills-area-ps = Solving problems
skills-note-economies = Shown are the { $economies } economies that measure every area, each in its latest year ({ $years }).
skills-note-sample = Most of them are European or of middle income: they are no sample of the world.
skills-areas = Among the { $economies } economies that measure every area, { $most } of people in the middle economy have at least basic skills in “{ $best }” and { $least } in “{ $worst }”; above-basic ones { BARE($most-above) } and { BARE($least-above) }.
skills-areas-headline = Skills in “{ $worst }” are the rarest: { $least } of people have the basics, against { BARE($most) } in “{ $best }” ({ $economies } economies, to { $year })
