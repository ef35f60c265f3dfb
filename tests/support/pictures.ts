import sharp from 'sharp'

/** Where and with what a phone says that it took a picture. */
const CAMERA = {
  IFD0: { Make: 'Fone', Model: 'X', DateTime: '2026:10:05 10:00:00' },
  IFD3: { GPSLatitude: '12/1 33/1 0/1', GPSLatitudeRef: 'S' },
}

/** A photograph of some size, as a phone held upright sends it: stored lying, with a note to turn it. */
export function photograph(width = 400, height = 300): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge(CAMERA)
    .toBuffer()
}

/** An image of a few bytes that unpacks to a hundred million pixels. */
export function imageBomb(): Promise<Buffer> {
  return sharp({
    create: { width: 10_000, height: 10_000, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
}

export const pdf = (text = 'comprovante') =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`
  )
