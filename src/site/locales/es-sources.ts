/** Cómo están las fuentes y qué edad tiene el diario: una parte del catálogo en español. */
export const esSources = {
  perWeekSeries: 'Artículos por semana en las últimas {n} semanas: {series}',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'canales leídos',
  feedNote:
    'Esto es un canal, hecho para lectores de canales: pegue la dirección de esta página en el suyo para seguir el diario.',
  failedTimes: {
    one: '{n} petición fallida',
    many: '{n} de peticiones fallidas',
    other: '{n} peticiones fallidas',
  },
  failedLast: 'la última el {date}',
  nextDue: 'se preguntará de nuevo el {date}',
  feedMoved: 'Se ha mudado y se lee en {address}',
  mended: {
    one: '{n} error corregido al leer',
    many: '{n} de errores corregidos al leer',
    other: '{n} errores corregidos al leer',
  },
  itemsHidden: {
    one: 'Las reglas de este diario ocultan {n} de sus artículos.',
    many: 'Las reglas de este diario ocultan {n} de sus artículos.',
    other: 'Las reglas de este diario ocultan {n} de sus artículos.',
  },
  whyMissing: '¿Escribe en una de estas fuentes y su artículo no está aquí?',
  whyMissingRead:
    'Mire si se lee su canal: al lado dice «funciona», o qué salió mal. A un canal que falla se le pregunta de nuevo, cada vez con menos frecuencia, y lo que entonces contenga aún llegará.',
  whyMissingFeed:
    'Mire si el artículo está en su canal, en la dirección enlazada aquí. Por el camino puede quedar unas horas una copia del canal.',
  whyMissingDay:
    'Mire en el día en que lo publicó: un artículo pertenece a ese día mientras su edición está abierta; si no, al día en que se encontró. El fechado con más de un día de adelanto queda en el día en que se encontró.',
  whyMissingStory: 'Mire bajo «También en»: los artículos sobre lo mismo van juntos.',
  whyMissingRules:
    'Quien hace este diario puede dejar artículos fuera o mostrar menos de ellos. Cuántos de los suyos faltan se dice junto a su canal.',
  lastArrival: 'Última novedad',
  lastArrivalStale: 'Puede que el diario se haya parado: encontró algo nuevo por última vez {ago}.',
  causeAddress: 'su dirección no tiene sentido',
  causeName: 'el nombre de su servidor es desconocido',
  causeConnect: 'no se puede llegar a su servidor',
  causeTls: 'su certificado no es válido',
  causeTimeout: 'su servidor tardó demasiado',
  causeRedirect: 'lleva en círculos',
  causeClientError: 'su servidor lo niega o no lo tiene',
  causeServerError: 'su servidor tiene un fallo',
  causeRateLimit: 'su servidor pide paciencia',
  causeTooBig: 'es demasiado grande',
  causeBrokenAnswer: 'la respuesta estaba dañada',
  causeNotAFeed: 'la respuesta no era un canal',
  causeFile: 'su archivo no se puede leer',
  causeUnknown: 'por una razón desconocida',
} as const;
