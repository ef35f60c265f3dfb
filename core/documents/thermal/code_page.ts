/*
 * Code page 850, which the thermal printers sold in Brazil have: the letters of Portuguese and the signs a bill uses.
 * Source: Microsoft/IBM code page 850 table, positions 128 to 255.
 */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

const CODES = new Map([...UPPER].map((sign, index) => [sign, 128 + index]))

/** Signs of good typesetting that the printer has only in their plain form. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u2212': '-',
  '–': '-',
  '—': '-',
  '\u202f': ' ',
  '\u2009': ' ',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
  '•': '·',
  '€': 'EUR',
}

/** A text in code page 850; a sign that it does not have loses its accent, or becomes `?`. */
export function inCodePage850(text: string): Buffer {
  const bytes: number[] = []
  for (const sign of text.normalize('NFC')) bytes.push(...codesOf(PLAIN[sign] ?? sign))
  return Buffer.from(bytes)
}

function codesOf(text: string): number[] {
  return [...text].map((sign) => {
    const code = sign.codePointAt(0)!
    if (code >= 32 && code < 127) return code
    const known = CODES.get(sign)
    if (known !== undefined) return known
    const bare = sign.normalize('NFD').charCodeAt(0)
    return bare >= 32 && bare < 127 ? bare : 63
  })
}
