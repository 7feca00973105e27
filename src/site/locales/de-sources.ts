/** Wie es den Quellen geht und wie alt die Zeitung ist: ein Teil des deutschen Katalogs. */
export const deSources = {
  perWeekSeries: 'Artikel pro Woche in den letzten {n} Wochen: {series}',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'Feeds gelesen',
  feedNote:
    'Das ist ein Feed, gemacht für Feedreader: Die Adresse dieser Seite gehört in einen solchen, um der Zeitung zu folgen.',
  failedTimes: { one: '{n} Anfrage gescheitert', other: '{n} Anfragen gescheitert' },
  failedLast: 'zuletzt am {date}',
  nextDue: 'wieder gefragt am {date}',
  feedMoved: 'Er ist umgezogen und wird unter {address} gelesen',
  mended: { one: '{n} Fehler zum Lesen behoben', other: '{n} Fehler zum Lesen behoben' },
  itemsHidden: {
    one: 'Die Regeln dieser Zeitung verbergen {n} Artikel der Quelle.',
    other: 'Die Regeln dieser Zeitung verbergen {n} Artikel der Quelle.',
  },
  whyMissing: 'Sie schreiben eine dieser Quellen, und Ihr Beitrag fehlt hier?',
  whyMissingRead:
    'Wird Ihr Feed gelesen? „In Ordnung“, oder was nicht gelang, steht daneben. Ein gestörter Feed wird immer seltener wieder gefragt, und was er dann enthält, kommt noch.',
  whyMissingFeed:
    'Steht der Beitrag in Ihrem Feed, unter der Adresse, die hier verlinkt ist? Unterwegs kann eine Kopie des Feeds einige Stunden liegen bleiben.',
  whyMissingDay:
    'Suchen Sie am Tag der Veröffentlichung: Ein Beitrag gehört zu diesem Tag, solange dessen Ausgabe offen ist, sonst zu dem Tag, an dem er gefunden wurde. Einer, der mehr als einen Tag vorausdatiert ist, steht beim Tag seines Funds.',
  whyMissingStory: 'Suchen Sie unter „Auch bei“: Beiträge über dieselbe Sache stehen beisammen.',
  whyMissingRules:
    'Wer diese Zeitung macht, kann Beiträge weglassen oder kürzen. Wie viele von Ihnen fehlen, steht neben Ihrem Feed.',
  lastArrival: 'Letzte Neuigkeit',
  lastArrivalStale: 'Vielleicht steht diese Zeitung still: Zuletzt fand sie {ago} etwas Neues.',
  causeAddress: 'seine Adresse ergibt keinen Sinn',
  causeName: 'der Name seines Servers ist unbekannt',
  causeConnect: 'sein Server ist nicht zu erreichen',
  causeTls: 'sein Zertifikat ist ungültig',
  causeTimeout: 'sein Server brauchte zu lange',
  causeRedirect: 'er leitet im Kreis',
  causeClientError: 'sein Server verweigert ihn oder hat ihn nicht',
  causeServerError: 'sein Server hat eine Störung',
  causeRateLimit: 'sein Server bittet um Geduld',
  causeTooBig: 'er ist zu groß',
  causeBrokenAnswer: 'die Antwort war beschädigt',
  causeNotAFeed: 'die Antwort war kein Feed',
  causeFile: 'seine Datei lässt sich nicht lesen',
  causeUnknown: 'aus unbekanntem Grund',
} as const;
