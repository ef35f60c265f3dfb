import { test } from '@japa/runner'
import {
  BarcodeFormat,
  BinaryBitmap,
  GlobalHistogramBinarizer,
  ITFReader,
  RGBLuminanceSource,
} from '@zxing/library'
import jsqr from 'jsqr'
import { itfSvg, qrSvg } from '#core/documents/index'

// The package is CommonJS with its function under `default`.
const decodeQr = jsqr.default

const DIGITS = '82610000001234501232026121000012345720261101'

/** Paints the drawing's rectangles, `scale` pixels for each module, and answers pixels (0 black, 255 white). */
function paint(svg: string, scale: number, tall = 1) {
  const [left, top, width, height] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const columns = Math.round(width * scale)
  const rows = Math.round(height * scale * tall)
  const pixels = new Uint8ClampedArray(columns * rows).fill(255)
  for (const [, x, y, w] of svg.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v1/g)) {
    const from = Math.round((Number(x) - left) * scale)
    const to = Math.round((Number(x) + Number(w) - left) * scale)
    const first = Math.round((Number(y) - top) * scale * tall)
    for (let row = first; row < first + scale * tall; row++) {
      pixels.fill(0, row * columns + from, row * columns + to)
    }
  }
  return { pixels, columns, rows }
}

test.group('Documents | barcodes', () => {
  test('ITF scans back to the 44 digits at ratio {0}')
    .with([2, 2.5, 3] as const)
    .run(({ assert }, ratio) => {
      const { pixels, columns, rows } = paint(itfSvg(DIGITS, { ratio }), 4, 10)
      const source = new RGBLuminanceSource(pixels, columns, rows)
      const result = new ITFReader().decode(new BinaryBitmap(new GlobalHistogramBinarizer(source)))
      assert.equal(result.getText(), DIGITS)
      assert.equal(result.getBarcodeFormat(), BarcodeFormat.ITF)
    })

  test('ITF measures 103 mm × 13 mm plus 5 mm of quiet zone on each side', ({ assert }) => {
    const svg = itfSvg(DIGITS)
    assert.include(svg, 'width="113mm" height="13mm"')
    const [left, , width] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number)
    // 405 narrow modules at ratio 3: 4 + 22 × (6 narrow + 4 wide × 3) + 5.
    assert.closeTo((405 / width!) * 113, 103, 0.001)
    assert.closeTo((-left! / width!) * 113, 5, 0.001)
  })

  test('ITF draws 0123 as the specification shows', ({ assert }) => {
    const widths: number[] = []
    let end = 0
    for (const [, x, w] of itfSvg('0123', { ratio: 2 }).matchAll(/M([\d.]+) 0h([\d.]+)v/g)) {
      if (Number(x) > end) widths.push(Number(x) - end)
      widths.push(Number(w))
      end = Number(x) + Number(w)
    }
    assert.equal(widths.join(''), '111112112121121222111121211')
  })

  test('QR scans back to the Pix text', ({ assert }) => {
    const pix =
      '00020101021226880014br.gov.bcb.pix2566pix.psp-exemplo.com.br/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca255204000053039865802BR5922SAAE MUNICIPIO EXEMPLO6012EXEMPLOPOLIS62070503***6304C1D3'
    const svg = qrSvg(pix, { size: 30 })
    const { pixels, columns, rows } = paint(svg, 4)
    const colours = new Uint8ClampedArray(pixels.length * 4)
    pixels.forEach((grey, index) => colours.set([grey, grey, grey, 255], index * 4))
    assert.equal(decodeQr(colours, columns, rows)?.data, pix)
    const modules = Number(/viewBox="-4 -4 (\d+)/.exec(svg)![1]) - 8
    const width = Number(/width="([\d.]+)mm"/.exec(svg)![1])
    assert.closeTo((width * modules) / (modules + 8), 30, 0.001)
  })

  test('refuses digits that ITF cannot carry: {0}')
    .with(['', '123', '12a4', ' 12'])
    .run(({ assert }, digits) => assert.throws(() => itfSvg(digits), /even number/))
})
