export { type Encoder, makeEncoder, NoEncoder } from './encoder.ts';
export { type GatherReport, gatherImages, isDue } from './gather.ts';
export { imageLimits, runLimits } from './limits.ts';
export { gatherPortraits, type PortraitReport, type PortraitSubject } from './portraits/gather.ts';
export { openPortraits, type PortraitRecord, type PortraitStore, portraitsDir } from './portraits/store.ts';
export { damagedPortraits, forgetDamagedPortraits } from './portraits/verify.ts';
export { hasImages, type ImageStore, imagePath, imagesDir, openImages } from './store.ts';
export { forgetDamagedImages, type ImageCheck, verifyImages } from './verify.ts';
