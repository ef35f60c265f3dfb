import sharp from 'sharp'
import { BusinessError } from '#core/kernel/index'
import type { FileFormat } from './formats.ts'
import { errors } from './errors.ts'
import type { PhotoLimits } from './parameters.ts'

/** A photograph of a good phone has 50 million; what claims more is refused before it is unpacked. */
const MOST_PIXELS = 64_000_000
/** JPEG; the first that is small enough is taken. */
const QUALITIES = [85, 72, 60]
const SMALLER = 0.8
const KILOBYTE = 1024
const THUMBNAIL_SIDE = 320

export interface MadeImage {
  readonly format: Extract<FileFormat, 'jpeg' | 'png'>
  readonly content: Uint8Array
  readonly width: number
  readonly height: number
  /** JPEG. */
  readonly thumbnail: Uint8Array
}

/**
 * Makes an image anew: turned as the camera was held, within the limits, without place, date and device that the camera
 * wrote into it, and so without anything hidden behind the picture (TR-3.2.3.7).
 * @throws BusinessError E_FILES_IMAGE when it is broken or has more pixels than a photograph; E_FILES_IMAGE_LARGE when even at
 * the least side it has more bytes than are kept.
 */
export async function remakeImage(content: Uint8Array, limits: PhotoLimits): Promise<MadeImage> {
  try {
    const { hasAlpha } = await open(content).metadata()
    const format = hasAlpha ? 'png' : 'jpeg'
    const { data, info } = await withinLimits(content, format, limits)
    const thumbnail = await fitted(data, THUMBNAIL_SIDE)
      .flatten({ background: '#fff' })
      .jpeg({ quality: 75 })
      .toBuffer()
    return { format, content: data, width: info.width, height: info.height, thumbnail }
  } catch (cause) {
    if (cause instanceof BusinessError) throw cause
    throw errors.E_FILES_IMAGE({ problem: (cause as Error).message }, { cause })
  }
}

/** Quality goes first, then the side, down to the least at which a dial is read. */
async function withinLimits(
  content: Uint8Array,
  format: MadeImage['format'],
  { longest_side: longest, least_side: least, most_kilobytes: most }: PhotoLimits
) {
  for (let side = longest; ; side = Math.max(least, Math.round(side * SMALLER))) {
    for (const quality of format === 'png' ? [100] : QUALITIES) {
      const whole = fitted(content, side)
      const encoded = format === 'png' ? whole.png() : whole.jpeg({ quality, mozjpeg: true })
      const made = await encoded.toBuffer({ resolveWithObject: true })
      if (made.data.byteLength <= most * KILOBYTE) return made
    }
    if (side <= least) throw errors.E_FILES_IMAGE_LARGE({ side: least, limit: most })
  }
}

const open = (content: Uint8Array) =>
  sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, sequentialRead: true })

const fitted = (content: Uint8Array, side: number) =>
  open(content)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
