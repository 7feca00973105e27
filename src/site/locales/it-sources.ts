import { counted } from './plural.ts';

/** Come stanno le fonti e quanto è vecchia la rassegna: una parte del catalogo italiano. */
export const itSources = {
  perWeekSeries: 'Articoli alla settimana nelle ultime {n} settimane: {series}',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'feed letti',
  feedNote:
    'Questo è un feed, fatto per i lettori di feed: incolla l’indirizzo di questa pagina nel tuo per seguire la rassegna.',
  failedTimes: counted('{n} richiesta fallita', '{n} richieste fallite'),
  failedLast: 'l’ultima il {date}',
  nextDue: 'nuovo tentativo il {date}',
  feedMoved: 'Si è trasferito e viene letto su {address}',
  mended: counted('{n} difetto corretto per leggerlo', '{n} difetti corretti per leggerlo'),
  itemsHidden: counted(
    'Le regole di questa rassegna nascondono {n} dei suoi articoli.',
    'Le regole di questa rassegna nascondono {n} dei suoi articoli.',
  ),
  whyMissing: 'Scrivi su una di queste fonti e il tuo articolo non c’è?',
  whyMissingRead:
    'Guarda se il tuo feed viene letto: accanto c’è scritto «funziona», oppure che cosa è andato storto. Un feed in errore viene richiesto di nuovo, sempre più di rado, e ciò che allora contiene arriva lo stesso.',
  whyMissingFeed:
    'Guarda se l’articolo è nel tuo feed, all’indirizzo collegato qui. Lungo la strada una copia del feed può restare ferma per qualche ora.',
  whyMissingDay:
    'Guarda nel giorno in cui l’hai pubblicato: un articolo appartiene a quel giorno finché la sua edizione è aperta, altrimenti al giorno in cui è stato trovato. Se è datato più di un giorno avanti, sta nel giorno in cui è stato trovato.',
  whyMissingStory: 'Guarda sotto «Anche su»: gli articoli sullo stesso fatto stanno insieme.',
  whyMissingRules:
    'Chi fa questa rassegna può escludere articoli o mostrarne meno. Quanti dei tuoi mancano è scritto accanto al tuo feed.',
  lastArrival: 'Ultime novità',
  lastArrivalStale: 'Forse la rassegna si è fermata: l’ultima novità è di {ago}.',
  causeAddress: 'il suo indirizzo non ha senso',
  causeName: 'il nome del suo server è sconosciuto',
  causeConnect: 'il suo server non è raggiungibile',
  causeTls: 'il suo certificato non è valido',
  causeTimeout: 'il suo server ha impiegato troppo tempo',
  causeRedirect: 'i suoi rinvii girano in tondo',
  causeClientError: 'il suo server lo rifiuta o non ce l’ha',
  causeServerError: 'il suo server ha un guasto',
  causeRateLimit: 'il suo server chiede pazienza',
  causeTooBig: 'è troppo grande',
  causeBrokenAnswer: 'la risposta era danneggiata',
  causeNotAFeed: 'la risposta non era un feed',
  causeFile: 'il suo file non si può leggere',
  causeUnknown: 'per un motivo sconosciuto',
} as const;
