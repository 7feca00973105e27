/**
 * What site programs call the fields of an item that they have no vocabulary for, by the names that those usually have. In
 * small letters and without the signs between words. No element of HTML is among them: bodies may hold those.
 */
const usualNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pubdate:
      'pubdate publishdate publisheddate publishedat publishedon publicationdate datepublished postdate posteddate isodate',
    created: 'createdat createdon createddate creationdate datecreated',
    modified: 'updatedat updateddate modifiedat modifieddate datemodified lastmodified lastupdated',
    'content:encoded':
      'contentencoded fullcontent fulldescription longdescription articlebody maincontent bodytext',
    summary: 'excerpt teaser intro snippet shortdescription',
    description: 'desc',
    category: 'tag topic keyword',
    author: 'byline writer authorname',
    // Goodreads, written just so, for who reviews the book of an author.
    'dc:creator': 'user_name',
    'slash:section': 'prism:section',
    image:
      'featuredimage featureimage postthumbnail imageurl thumbnailurl thumbimage fullimage storyimage coverimage ' +
      'coverimages mainimage leadimage thumb',
    'dcterms:created': 'dc:created',
    'dcterms:issued': 'dc:issued dc:published',
    'dcterms:modified': 'dc:modified',
  }).flatMap(([name, others]) => others.split(' ').map((other) => [other, name] as const)),
);

/** The usual name of an element, which is in no vocabulary or in one that has no such element. */
export function usualName(name: string): string {
  const isPlain = !name.includes('_') && !name.includes('-');
  return usualNames.get(name) ?? (isPlain ? name : (usualNames.get(name.replace(/[_-]/g, '')) ?? name));
}
