/** `rel` of every link that the cleaner writes: what it opens neither reaches the page nor learns of it. */
export const linkRel = 'noopener noreferrer';
