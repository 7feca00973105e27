/** Hoe het de bronnen vergaat en hoe oud de krant is: een deel van de Nederlandse catalogus. */
export const nlSources = {
  perWeekSeries: 'Artikelen per week in de laatste {n} weken: {series}',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'feeds gelezen',
  feedNote:
    'Dit is een feed, gemaakt voor feedlezers: plak het adres van deze pagina in die van u om de krant te volgen.',
  failedTimes: { one: '{n} mislukte aanvraag', other: '{n} mislukte aanvragen' },
  failedLast: 'de laatste op {date}',
  nextDue: 'nieuwe poging op {date}',
  feedMoved: 'Verhuisd, en wordt gelezen op {address}',
  mended: { one: '{n} fout hersteld om hem te lezen', other: '{n} fouten hersteld om hem te lezen' },
  itemsHidden: {
    one: 'De regels van deze krant verbergen {n} van de artikelen.',
    other: 'De regels van deze krant verbergen {n} van de artikelen.',
  },
  whyMissing: 'U schrijft voor een van deze bronnen, en uw artikel staat hier niet?',
  whyMissingRead:
    'Kijk of uw feed wordt gelezen: ernaast staat ‘werkt’, of wat er misging. Een gestoorde feed wordt opnieuw opgevraagd, steeds minder vaak, en wat er dan in staat komt alsnog binnen.',
  whyMissingFeed:
    'Kijk of het artikel in uw feed staat, op het adres waarnaar hier wordt verwezen. Onderweg kan een kopie van de feed enkele uren blijven hangen.',
  whyMissingDay:
    'Kijk op de dag waarop u het publiceerde: een artikel hoort bij die dag zolang de editie ervan open is, en anders bij de dag waarop het werd gevonden. Een artikel met een datum meer dan een dag vooruit staat bij de dag waarop het werd gevonden.',
  whyMissingStory: 'Kijk onder ‘Ook bij’: artikelen over hetzelfde staan bij elkaar.',
  whyMissingRules:
    'Wie deze krant maakt, kan artikelen weglaten of er minder van tonen. Hoeveel van de uwe ontbreken, staat naast uw feed.',
  lastArrival: 'Laatste nieuws',
  lastArrivalStale: 'Misschien staat deze krant stil: {ago} kwam er voor het laatst iets nieuws.',
  causeAddress: 'het adres klopt niet',
  causeName: 'de naam van de server is onbekend',
  causeConnect: 'de server is niet bereikbaar',
  causeTls: 'het certificaat is niet geldig',
  causeTimeout: 'de server deed er te lang over',
  causeRedirect: 'de doorverwijzingen lopen in een kring',
  causeClientError: 'de server weigert de feed of heeft hem niet',
  causeServerError: 'de server heeft een storing',
  causeRateLimit: 'de server vraagt om geduld',
  causeTooBig: 'de feed is te groot',
  causeBrokenAnswer: 'het antwoord was beschadigd',
  causeNotAFeed: 'het antwoord was geen feed',
  causeFile: 'het bestand is niet te lezen',
  causeUnknown: 'om een onbekende reden',
} as const;
