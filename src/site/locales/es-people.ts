/**
 * Los miembros, marcar mucho de una vez y las páginas que no tienen nada que mostrar: una parte del catálogo en
 * español.
 */
export const esPeople = {
  silentSince: 'en silencio desde {date}',
  perMonthSeries: 'Artículos por mes en el año hasta el último: {series}',
  perMonth: '{n} al mes',
  perYear: '{n} al año',
  missingOrWrong: '¿Falta algo o hay un error?',
  missingWhy: 'Por qué puede faltar un artículo',
  reportWrong: 'Decir qué falta o qué está mal',
  addTitle: 'Añadir su canal',
  addText:
    'Copie estas líneas, complételas y propóngalas como cambio de la lista de canales. Decide quien hace este diario.',
  addName: 'Su nombre',
  addAbout: 'Sobre qué escribe',
  addRequest: 'Por favor, añadan este canal a {title}. Lo escribo yo y acepto que se muestre allí.',
  addHere: 'Enviarlo aquí',
  yearEditions: 'Todas las ediciones de {year}',
  itemsInEditions: {
    one: '{items} en {n} edición',
    many: '{items} en {n} de ediciones',
    other: '{items} en {n} ediciones',
  },
  jumpYear: 'Años',
  newestEditions: 'Las últimas ediciones',
  orLook: 'Buscarlo',
  emptySources: { one: 'Lee {n} fuente:', many: 'Lee {n} de fuentes:', other: 'Lee {n} fuentes:' },
  markAll: 'Marcar todo como leído',
  markBeforeToday: 'lo anterior a hoy',
  markBeforeWeek: 'lo anterior a esta semana',
  markActions: 'Marcar como leído',
  markedMany: {
    one: '{n} artículo marcado como leído',
    many: '{n} de artículos marcados como leídos',
    other: '{n} artículos marcados como leídos',
  },
  noUnread: 'No queda nada sin leer en esta página.',
  undo: 'Deshacer',
  keyUnread: 'siguiente artículo sin leer',
  keyDensity: 'titulares, resúmenes, texto completo',
  keyFoldAll: 'plegar todo',
  keyShare: 'compartir',
} as const;
