/**
 * Source of a function for pages: everything that could still run has run once no picture is under way and two frames
 * were drawn.
 */
export const settledSource = `const settled = async () => {
  for (const image of document.images) {
    image.loading = 'eager';
    if (image.complete) continue;
    await new Promise((resolve) => {
      image.addEventListener('load', resolve);
      image.addEventListener('error', resolve);
    });
  }
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
};`;
