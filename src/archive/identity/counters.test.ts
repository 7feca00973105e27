import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';
import { withoutCounters } from './counters.ts';

const hashOf = (html: string, summary?: string): string =>
  contentHash({ title: 'T', content_html: html, ...(summary !== undefined && { summary }) });

describe('a counter', () => {
  it.each([
    [
      'visits in brackets',
      '<p>Prose.</p><div>(Visited 906 times, 1 visits today)</div>',
      '<p>Prose.</p><div>(Visited 913 times, 3 visits today)</div>',
    ],
    [
      'views after the prose of one line',
      'Prose without end. Views: 1,234',
      'Prose without end. Views: 12,345',
    ],
    [
      'points and comments',
      '<p>Points: 99</p><p># Comments: 7</p>',
      '<p>Points: 101</p><p># Comments: 12</p>',
    ],
    ['a figure in bold', '<p>Post</p><p><b>9</b> views</p>', '<p>Post</p><p><b>10</b> views</p>'],
    ['shortened figures', '<p>3.4k likes · 12 shares</p>', '<p>1M likes · 13 shares</p>'],
    [
      'reads',
      '<p>This post has already been read 906 times!</p>',
      '<p>This post has already been read 1007 times!</p>',
    ],
    ['French', '<p>12 commentaires</p>', '<p>113 commentaires</p>'],
    ['German', '<p>Aufrufe: 1.234</p>', '<p>Aufrufe: 2.001</p>'],
    ['Russian', '<p>Просмотров: 12</p>', '<p>Просмотров: 113</p>'],
    ['Arabic', '<p>٩ مشاهدات</p>', '<p>١٢ مشاهدات</p>'],
    ['signs', '<p>❤️ 12 · 💬 3</p>', '<p>❤️ 15 · 💬 4</p>'],
    ['Chinese', '<p>阅读 1200</p>', '<p>阅读 1350</p>'],
    ['a rating', '<p>Rating: 4.2/5 (209 votes)</p>', '<p>Rating: 4.3/5 (211 votes)</p>'],
    ['how often it was seen', '<p>Seen 211 times</p>', '<p>Seen 1,005 times</p>'],
    ['French times', '<p>Lu 205 fois</p>', '<p>Lu 1 012 fois</p>'],
    ['how long ago it was', '<p>Posted 59 min ago by Ann</p>', '<p>Posted 3 hours ago by Ann</p>'],
    ['the same in French', '<p>Publié il y a 3 heures</p>', '<p>Publié il y a 2 jours</p>'],
    ['the same in German', '<p>vor 3 Stunden</p>', '<p>vor 12 Tagen</p>'],
    ['the same in Chinese', '<p>3小时前</p>', '<p>2天前</p>'],
    ['that it was just now', '<p>Posted just now</p>', '<p>Posted an hour ago</p>'],
    ['the first of several', '<p>0 comments, 1 like</p>', '<p>1 comment, 2 likes</p>'],
    ['figures in brackets of their own', '<p>Comments (12) Likes [3]</p>', '<p>Comments (15) Likes [4]</p>'],
    ['the same in Chinese', '<p>阅读 (12) 评论(3)</p>', '<p>阅读 (22) 评论(14)</p>'],
    ['a figure with its measure word', '<p>12件のコメント</p>', '<p>13件のコメント</p>'],
    [
      'forks and downloads',
      '<p>Forks: 30 · Downloaded 15 times</p>',
      '<p>Forks: 31 · Downloaded 160 times</p>',
    ],
    ['a share of votes', '<p>92% upvoted</p>', '<p>93% upvoted</p>'],
    ['Spanish times', '<p>Visto 12 veces</p>', '<p>Visto 130 veces</p>'],
    ['Polish', '<p>Odsłon: 12</p>', '<p>Odsłon: 130</p>'],
    ['Turkish', '<p>12 kez okundu</p>', '<p>13 kez okundu</p>'],
  ])('makes no revision: %s', (_case, before, after) => {
    expect(hashOf(after)).toBe(hashOf(before));
    const text = (html: string): string => html.replace(/<[^>]*>/g, ' ');
    expect(hashOf('', text(after))).toBe(hashOf('', text(before)));
  });

  it.each([
    ['a price', '<p>It costs 906 euros.</p>', '<p>It costs 913 euros.</p>'],
    [
      'a figure of prose that speaks of views',
      `<p>${'The cabinet changed its views on the tax, which brings in 906 million a year, and the vote is to be in May.'.repeat(1)}</p>`,
      '<p>The cabinet changed its views on the tax, which brings in 913 million a year, and the vote is to be in May.</p>',
    ],
    ['the words of a counter', '<p>7 comments</p>', '<p>7 comments, closed</p>'],
    [
      'prose beside a counter',
      '<p>The town has 906 people.</p><p>7 views</p>',
      '<p>The town has 913 people.</p><p>7 views</p>',
    ],
    ['a span that is not ago', '<p>The show takes 3 hours.</p>', '<p>The show takes 4 hours.</p>'],
    ['a duration in French', '<p>Il y a 3 maisons.</p>', '<p>Il y a 4 maisons.</p>'],
    ['a score in the title', '<p></p>', '<p>1</p>'],
    ['the score of a game', '<p>Final score: 2:1</p>', '<p>Final score: 3:1</p>'],
  ])('is not: %s', (_case, before, after) => {
    expect(hashOf(after)).not.toBe(hashOf(before));
  });

  it('is left as it is where nothing is counted', () => {
    const text = 'In 1910 the crane lifted 3 tons. Line\n(two) [3]';
    expect(withoutCounters(text)).toBe(text);
  });
});
