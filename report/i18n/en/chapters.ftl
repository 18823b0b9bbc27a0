### Sentences that chapters build from claims: quotations, the agenda of the platforms.

stated = { $finding }.
quoted = { $finding } ({ $figure }).
agenda-meeting = { $platform } in { $due } (latest edition read: { $latest })
agenda-before = Next, by the rhythm of their past: { $meetings }.
agenda-question = { $theme ->
    [ai-governance] Which rules for artificial intelligence can be agreed first, while capacity to apply them is so unevenly spread?
    [digital-divide] What would it take for the economies that are farthest behind to catch up with the middle and not only with their own past?
    [digital-security] Which of the commitments that leaders have made can be made a common minimum for those who have made few?
    [data-governance] How can data cross borders under rules that more than a few partners share?
    [digital-trade] Who is left out of the rules for digital trade, and on whose figures are their gains counted?
    [standards] Whose standards become rules, and who has a seat where they are written?
    [digital-identity] What must an identity be worth before services abroad accept it?
    [digital-government] Which online services reach those who need them most?
    [digital-payments] What would make paying across a border as cheap as paying at home?
    [internet-governance] Which questions of the Internet need an agreement, and which only need an exchange?
    [digital-regulation] What can regulators do about the price of access where incomes are lowest?
    [measurement] Which statistics that are missing should be asked for first, and who will pay for them?
   *[digital-economy] How can the digital economy be counted where no accounts show it yet?
 }
