import { describe, expect, it } from 'vitest';
import { largerForm } from './larger-picture.ts';

describe('the picture of an item', () => {
  const blog = 'https://img.example/img/b/R29v/AV';
  it.each([
    ['Blogger’s', `${blog}/s72-c/a.jpg`, `${blog}/s320/a.jpg`],
    ['Blogger’s with a form', `${blog}/s72-w400-h225-c/a.jpg`, `${blog}/w640-h360/a.jpg`],
    ['Blogger’s at the end', 'https://img.example/img/a/AV=s72-c', 'https://img.example/img/a/AV=s640'],
    ['WordPress’s', 'https://e.org/up/a-150x150.jpg', 'https://e.org/up/a-1024x683.jpg'],
    ['WordPress’s, as it was sent', 'https://e.org/up/a-150x100.png', 'https://e.org/up/a.png'],
  ])('is larger where its body shows it so: %s', (_case, small, large) => {
    expect(largerForm(small, `<p>x</p><img alt="" src="${large}">`)).toBe(large);
  });

  it.each([
    ['no other form', `${blog}/s72-c/a.jpg`, '<p>x</p>'],
    ['another picture', `${blog}/s72-c/a.jpg`, `<img src="${blog}/s320/b.jpg">`],
    ['a larger one already', 'https://e.org/a-640x480.jpg', '<img src="https://e.org/a.jpg">'],
    ['another that begins as it', 'https://e.org/a-150x150.jpg', '<img src="https://e.org/ab.png">'],
  ])('stays as it is where there is %s', (_case, image, html) => {
    expect(largerForm(image, html)).toBe(image);
  });
});
