// node bench/images/run.js: what copies of images cost, in processor time and bytes. Needs `npm run compile`.
import sharp from 'sharp';
import { encodeImage } from '../../dist/images/encode.js';
import { makePictures } from './pictures.js';

const pictures = await makePictures();
const per1000 = 1_000 / pictures.length;

async function measure(work) {
  const before = process.cpuUsage();
  let bytes = 0;
  let files = 0;
  for (const picture of pictures) {
    for (const file of await work(picture)) {
      bytes += file.length;
      files += 1;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuS: ((user + system) / 1e6) * per1000, mb: (bytes / 1e6) * per1000, files: files * per1000 };
}

const scaled = (picture, write) =>
  Promise.all(
    [480, 960].map((width) => write(sharp(picture).resize({ width, withoutEnlargement: true })).toBuffer()),
  );

const ways = {
  'as Daybook does': async (picture) => {
    const result = await encodeImage(picture);
    return result.kind === 'encoded' ? result.files.map((file) => file.bytes) : [];
  },
  'WebP, effort 4': (picture) => scaled(picture, (image) => image.webp({ quality: 76, effort: 4 })),
  'AVIF, effort 2': (picture) => scaled(picture, (image) => image.avif({ quality: 50, effort: 2 })),
};

const source = pictures.reduce((sum, picture) => sum + picture.length, 0) / 1e6;
console.log(`1,000 pictures as they come: ${(source * per1000).toFixed(0)} MB\n`);
console.log('| way | CPU s per 1,000 pictures | MB kept | files |\n| --- | --- | --- | --- |');
for (const [name, work] of Object.entries(ways)) {
  const { cpuS, mb, files } = await measure(work);
  console.log(`| ${name} | ${cpuS.toFixed(0)} | ${mb.toFixed(0)} | ${files.toFixed(0)} |`);
}
