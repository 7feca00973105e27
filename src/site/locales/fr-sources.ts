/** How sources fare and how old the digest is, in French: a part of the catalogue. */
export const frSources = {
  perWeekSeries: 'Articles par semaine sur les {n} dernières semaines : {series}',
  comma: ', ',
  semicolon: ' ; ',
  colon: ' : ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'flux lus',
  feedNote:
    'Ceci est un flux, fait pour les lecteurs de flux : collez l’adresse de cette page dans le vôtre pour suivre.',
  failedTimes: {
    one: '{n} demande sans succès',
    many: '{n} de demandes sans succès',
    other: '{n} demandes sans succès',
  },
  failedLast: 'la dernière le {date}',
  nextDue: 'nouvel essai le {date}',
  feedMoved: 'Il a déménagé et est lu à {address}',
  mended: {
    one: '{n} défaut réparé pour le lire',
    many: '{n} de défauts réparés pour le lire',
    other: '{n} défauts réparés pour le lire',
  },
  itemsHidden: {
    one: 'Les règles de ce journal masquent {n} de ses articles.',
    many: 'Les règles de ce journal masquent {n} de ses articles.',
    other: 'Les règles de ce journal masquent {n} de ses articles.',
  },
  whyMissing: 'Vous écrivez l’une de ces sources, et votre billet n’est pas ici ?',
  whyMissingRead:
    'Voyez si votre flux est lu : « fonctionne », ou ce qui n’a pas marché, est écrit à côté de lui. Un flux en panne est redemandé, de moins en moins souvent, et ce qu’il contient alors arrive quand même.',
  whyMissingFeed:
    'Voyez si le billet figure dans votre flux, à l’adresse indiquée ici. Une copie du flux peut être gardée quelques heures en chemin.',
  whyMissingDay:
    'Cherchez au jour de sa publication : un billet appartient à ce jour tant que son édition est ouverte, sinon au jour où il a été trouvé. S’il est daté de plus d’un jour dans l’avenir, il est classé au jour où il a été trouvé.',
  whyMissingStory: 'Cherchez sous « Également chez » : les billets sur un même sujet sont réunis.',
  whyMissingRules:
    'L’éditeur de ce journal peut écarter des billets ou n’en montrer qu’une partie. Le nombre des vôtres qui sont écartés est écrit à côté de votre flux.',
  lastArrival: 'Dernières nouvelles',
  lastArrivalStale: 'Ce journal s’est peut-être arrêté : sa dernière nouveauté date d’{ago}.',
  causeAddress: 'son adresse n’a pas de sens',
  causeName: 'le nom de son serveur est inconnu',
  causeConnect: 'son serveur est injoignable',
  causeTls: 'son certificat n’est pas valable',
  causeTimeout: 'son serveur a mis trop de temps',
  causeRedirect: 'ses redirections tournent en rond',
  causeClientError: 'son serveur le refuse ou ne l’a pas',
  causeServerError: 'son serveur est en panne',
  causeRateLimit: 'son serveur demande de patienter',
  causeTooBig: 'il est trop gros',
  causeBrokenAnswer: 'la réponse était incomplète',
  causeNotAFeed: 'la réponse n’était pas un flux',
  causeFile: 'son fichier est illisible',
  causeUnknown: 'pour une raison inconnue',
} as const;
