# Glossary: words of administration that a resident meets, and what they mean for them. A statute stands as its number.

glossary = Glossary
    .lead = Words found in decisions, and what they mean for you.
    .find = Find a word
    .found = { $count ->
        [one] { $count } word
       *[other] { $count } words
    }
    .none = That word is not in the glossary.
glossary-here = What the words mean
glossary-all = All words of the glossary

## Decisions and seeking a change

# 410/2015 § 134; 434/2003 ch. 7 a
term-review-request = request for review
    .means = You ask the authority to look at its decision again. You do this before you can appeal.
# 434/2003 § 46
term-review-instructions = review instructions
    .means = Tell you how, and by when, you can request a review. They come with the decision.
# 434/2003 ch. 7 a; 808/2019
term-seeking-change = seeking a change
    .means = You ask for a decision to be changed or set aside. The decision tells you how.
# 808/2019 ch. 2 and 3
term-appeal = appeal
    .means = You ask a court to examine whether the decision is lawful. Sometimes you must first request a review.
# 434/2003 § 47
term-appeal-instructions = appeal instructions
    .means = Tell you how, and by when, you can seek a change. They come with the decision.
# 808/2019 §§ 7 and 13
term-administrative-appeal = administrative appeal
    .means = An appeal to an administrative court about a decision that concerns you. Its ground is that the decision is unlawful.
# 410/2015 §§ 135 and 137
term-municipal-appeal = municipal appeal
    .means = An appeal to an administrative court about a decision of a municipality. Usually any member of the municipality may make it.
# 808/2019 § 111
term-leave-to-appeal = leave to appeal
    .means = Permission you need before the Supreme Administrative Court examines your appeal. You ask the court itself for it.
# 430/1999
term-administrative-court = administrative court
    .means = A court that decides appeals against decisions of authorities.
# 808/2019 § 107
term-supreme-administrative-court = Supreme Administrative Court
    .means = Finland's highest court in matters of administration. You usually need leave to appeal there.
term-legally-final = legally final
    .means = The decision can no longer be appealed in the ordinary way. It stands.
# 410/2015 § 143; 434/2003 § 49 f
term-implementation = implementation
    .means = The decision is put into effect. Sometimes this is done although a change can still be sought.
# 434/2003 § 49 f; 808/2019 § 123
term-stay-of-enforcement = stay of enforcement
    .means = An order that the decision must not yet be carried out. You can ask for it when you seek a change.
# 434/2003 §§ 50 and 51
term-self-correction = self-correction
    .means = The authority corrects an error in its own decision. You can ask the authority for it.
# 808/2019 § 117
term-annulment = annulment of a decision
    .means = A final decision is removed in exceptional cases, if it has a serious error. The Supreme Administrative Court decides.
# 434/2003 ch. 7 a; 808/2019
term-dismissed-without-examination = dismissal without examination
    .means = A claim is not examined at all. The reason may be that it came too late.
# 410/2015 §§ 87 and 91
term-officeholder-decision = decision by an officeholder
    .means = A decision that one officeholder makes. A board or committee has not made it.
# 410/2015 § 87; 304/2003 § 2
term-officeholder = officeholder
    .means = A person who holds an office in a municipality or wellbeing services county. They can make decisions about you.
# 410/2015 § 90
term-presenter = presenting official
    .means = The officeholder who prepares a matter and proposes what should be decided.
# 410/2015 § 30
term-decision-making-body = decision-making body
    .means = A group that makes decisions at a meeting. A committee, for example, is one.
# 410/2015 § 30
term-committee = committee
    .means = A group chosen by the council, which decides on certain matters of the municipality.
# 410/2015 §§ 107 and 139
term-minutes-extract = extract from the minutes
    .means = A part of the minutes of a meeting. It has the decision that concerns you.
# 910/2014 art. 3
term-electronic-signature = electronic signature
    .means = An electronic mark of who has signed a document. It can reveal whether the document has been changed.
# 410/2015 § 139
term-certified-copy = certified copy
    .means = A copy that has been confirmed to match the original.

## How a matter goes on

# 434/2003 § 11
term-party = party to the matter
    .means = A person whose right, interest or duty the matter concerns. They are usually heard before the decision.
# 434/2003 § 20
term-initiation = initiation of a matter
    .means = A matter is pending once the application has reached the authority. Work on it has then begun.
# 906/2019 § 26
term-register-number = register number
    .means = The number by which the authority finds your case. Mention it when you get in touch.
# 434/2003 §§ 22 and 33
term-request-to-supplement = request to supplement
    .means = The authority asks you for information or documents that are missing. Send them within the time limit.
# 150/1930
term-time-limit = time limit
    .means = The time within which something must be done. After it, it is usually too late.
# 434/2003 § 34
term-hearing = hearing of the parties
    .means = You may give your opinion before the matter is decided. You may also answer what others claim.
# 751/2023
term-consultation-of-neighbours = consultation of neighbours
    .means = Neighbours may give their opinion of a building project before the permit is decided.
# 434/2003 § 31
term-statement = expert opinion
    .means = What an expert or another authority writes about the matter. It helps to make the decision.
# 434/2003 § 31
term-clarification = clarification
    .means = Information or a document that is needed to decide the matter. You may be asked for it.
# 410/2015 § 140; 132/1999 § 65
term-public-inspection = public inspection
    .means = Everybody can read the document for a certain time. The public notice says where and when.
# 434/2003 § 62 a; 410/2015 § 108
term-public-notice = public notice
    .means = An authority's public announcement, usually on its website. It tells everybody about a matter.
# 434/2003 §§ 27 and 28
term-conflict-of-interest = conflict of interest
    .means = Someone has too close a tie to the matter. They must not take part in handling it.
# 434/2003 § 53 e
term-automated-decision = automated decision
    .means = An information system makes the decision without a person. You can seek a change in it, too.
# 434/2003 ch. 8 a
term-administrative-complaint = administrative complaint
    .means = You tell the supervisor that an authority has, in your view, acted wrongly. It does not change the decision.

## How notice of a decision is given

# 434/2003 ch. 9
term-service-of-notice = service of notice
    .means = The authority gives you the decision officially. The time for seeking a change runs from when you get it.
# 434/2003 § 59; 13/2003 § 19; 410/2015 § 139
term-receipt-of-notice = receipt of notice
    .means = When you are taken to have got the decision. The time limit's first day is the day after.
# 434/2003 § 59; 13/2003 § 19
term-ordinary-service = ordinary service of notice
    .means = A letter usually counts as received on the seventh day after sending. An electronic message counts on the third.
# 434/2003 § 60; 13/2003 § 18
term-verified-service = verified service of notice
    .means = You get the decision in a way that leaves proof. The time begins when you receive it.
# 434/2003 §§ 62 and 62 a
term-public-service-of-notice = public service of notice
    .means = Notice is given by publishing it. It counts as received on the seventh day after that.

## Acting for somebody

# 434/2003 § 12
term-representative = authorised representative
    .means = A person who handles your matter for you. They usually need a power of attorney.
# 434/2003 § 12
term-power-of-attorney = power of attorney
    .means = You give somebody the right to handle your affairs. It says what they may do.
# 442/1999
term-guardian = legal guardian
    .means = A person who handles someone's affairs when they cannot. Usually an authority or a court appoints them.
# 648/2007
term-continuing-power-of-attorney = continuing power of attorney
    .means = You decide in advance who handles your affairs if one day you cannot.
# 361/1983 § 4
term-custodian = custodian
    .means = The adult who is responsible for a child and decides for them. Usually this is a parent.
# 40/1965 ch. 18
term-estate = estate of a deceased person
    .means = What a person who has died owned and owed, before the inheritance is divided. The heirs manage it together.
# 257/2002
term-legal-aid = legal aid
    .means = A lawyer's help which the state pays in full or in part. It depends on your means.

## One's own data

# 2016/679 art. 4(1)
term-personal-data = personal data
    .means = Any information about you. For example your name, address or health.
# 2016/679 art. 9
term-special-categories = special categories of personal data
    .means = Data about, for example, health or beliefs. They may be used only under strict conditions.
# 2016/679 art. 4(7)
term-controller = controller
    .means = The one who decides why and how your data are used. They answer to you for them.
# 2016/679 art. 4(8)
term-processor = data processor
    .means = A company or other body that handles your data for the controller. It may not decide on their use itself.
# 2016/679 art. 6
term-legal-basis = legal basis
    .means = A reason that the law accepts for using your data. For example a duty set in law, or your consent.
# 2016/679 art. 4(11) and 7
term-consent = consent
    .means = You allow your data to be used for a certain purpose. You can withdraw it at any time.
# 703/2023; 621/1999 § 26
term-disclosure-permission = permission to disclose
    .means = You allow your data to be given to somebody else. You can withdraw it at any time.
# 703/2023
term-disclosure-prohibition = prohibition of disclosure
    .means = You forbid that your data are given to others. You can remove the prohibition at any time.
# 2016/679 art. 21
term-right-to-object = right to object
    .means = You may object to the use of your data if your own situation gives you a reason.
# 2016/679 art. 15
term-right-of-access = right of access
    .means = You may learn what data there are about you and how they are used.
# 703/2023
term-log-data = log data
    .means = A note of who has used your data and when.
# 2016/679 art. 13(2)(a)
term-retention-period = retention period
    .means = How long the authority keeps your data. After that they are erased or archived.
# 621/1999 ch. 6
term-secret = confidential
    .means = The information may be shown only to those who have a right to it in law.
# 661/2009 § 36
term-non-disclosure = non-disclosure for personal safety
    .means = Only the authorities that need your address see it in the population data. It protects you if your safety is threatened.
# 2016/679 art. 37–39
term-data-protection-officer = data protection officer
    .means = A person whom you can ask how the authority uses your data.
# 1050/2018 ch. 3
term-data-protection-ombudsman = Data Protection Ombudsman
    .means = Sees to it that personal data are used lawfully. You can take your matter there.
# 617/2009 § 2
term-strong-authentication = strong authentication
    .means = You prove electronically who you are. You can use bank codes, a mobile certificate or an identity card.

## Services

# 611/2021
term-wellbeing-services-county = wellbeing services county
    .means = Provides social, health and rescue services in its area. They are not the municipality's task.
# 201/1994 § 2
term-home-municipality = municipality of residence
    .means = The municipality where you live permanently. Many services depend on it.
# 540/2018
term-early-education = early childhood education and care
    .means = Upbringing, teaching and care of children under school age. It includes day-care centres and family day care.
# 628/1998 § 26 a
term-preprimary-education = pre-primary education
    .means = Free teaching in the year before a child starts school. The child must take part in it or in something equal.
# 1412/1997
term-social-assistance = social assistance
    .means = Money for what you cannot do without, if your means are not enough. You first apply to Kela.
# 569/2009
term-service-voucher = service voucher
    .means = You choose a company that the authority has approved. The voucher covers the price of the service or part of it.
# 734/1992; 1503/2016
term-client-fee = client fee
    .means = The price you pay for a service. It can sometimes be lowered if you cannot pay.
# 734/1992 § 6 a
term-payment-ceiling = payment ceiling
    .means = The most you pay for certain services in a year. After that, most of them are free.
# 1412/1997 ch. 3
term-recovery = recovery of overpayment
    .means = You must pay back money that you have got without a ground.
# 706/2007
term-debt-enforcement = debt enforcement
    .means = An unpaid bill is collected from wages or property. A public charge can be collected without a judgment.
# 1301/2014 § 36
term-service-needs-assessment = assessment of service needs
    .means = You and the authority find out what help you need. After that, services are decided.
# 1301/2014 § 39
term-client-plan = client plan
    .means = It says what help you need and what has been agreed. You may take part in making it.
# 937/2005
term-informal-care = informal care
    .means = You care for someone close to you at home. With an agreement you can get a fee and days off.
# 675/2023 § 9
term-personal-assistance = personal assistance
    .means = Another person helps someone with a disability in the things that they choose themselves.
# 417/2007 § 25
term-child-welfare-notification = child welfare notification
    .means = A notice that a child may need help. Anyone can make it.
# 739/2023
term-service-ombud = patient ombudsperson and social services ombudsperson
    .means = Advises you free of charge if you are not content with care or service. They make no decisions.
# 741/2023 § 27
term-self-monitoring = self-monitoring
    .means = Whoever gives a service sees to it themselves that the service is good and safe.
# 751/2023 § 42
term-building-permit = building permit
    .means = The municipality's permission to build or to change a building. Usually the work must not begin without it.
# 132/1999 § 50
term-detailed-plan = local detailed plan
    .means = The municipality's decision on what may be built in an area, and where.
