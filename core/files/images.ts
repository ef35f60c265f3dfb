import sharp from 'sharp'
import type { FileFormat } from './formats.ts'
import { errors } from './errors.ts'

/** A photograph of a good phone has 50 million; what claims more is refused before it is unpacked. */
const MOST_PIXELS = 64_000_000
const LONGEST_SIDE = 2560
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
 * Makes an image anew: turned as the camera was held, at most 2560 pixels a side, without place, date and device that the
 * camera wrote into it, and so without anything hidden behind the picture.
 * @throws BusinessError E_FILES_IMAGE when it is broken or has more pixels than a photograph.
 */
export async function remakeImage(content: Uint8Array): Promise<MadeImage> {
  try {
    const { hasAlpha } = await open(content).metadata()
    const format = hasAlpha ? 'png' : 'jpeg'
    const whole = fitted(content, LONGEST_SIDE)
    const encoded = hasAlpha ? whole.png() : whole.jpeg({ quality: 85, mozjpeg: true })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    const thumbnail = await fitted(data, THUMBNAIL_SIDE)
      .flatten({ background: '#fff' })
      .jpeg({ quality: 75 })
      .toBuffer()
    return { format, content: data, width: info.width, height: info.height, thumbnail }
  } catch (cause) {
    throw errors.E_FILES_IMAGE({ problem: (cause as Error).message }, { cause })
  }
}

const open = (content: Uint8Array) =>
  sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1, sequentialRead: true })

const fitted = (content: Uint8Array, side: number) =>
  open(content)
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
