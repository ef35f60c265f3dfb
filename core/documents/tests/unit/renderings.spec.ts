import { test } from '@japa/runner'
import {
  DocumentError,
  type DocumentTemplate,
  type DocumentType,
  emailPage,
  renderEmail,
  renderSms,
  renderText,
  renderThermal,
  renderWhatsapp,
  smsLength,
} from '#core/documents/index'

const type: DocumentType = {
  name: 'test.receipt',
  title: 'Aviso',
  schema: { type: 'object' },
  sample: {},
  template: '<p>{{name}}</p>',
  style: '',
  paper: { format: '80mm', margins: { top: 4, right: 4, bottom: 4, left: 4 } },
}
const data = {
  name: 'José da Conceição',
  due_on: '2026-12-10',
  total_cents: '18082',
  barcode: '826500000013',
  pix: '00020126PIX',
}

const receipt = `@center
@bold
SAAE Águas Claras
@normal
@left
@rule
{{name}}
@row Vencimento | {{date due_on}}
@big
@row Total | {{brl total_cents}}
@normal
@@ não é comando
@itf {{barcode}}
@qr {{pix}}
@feed 2
@cut
`
const withText = (text: string, format: '80mm' | '104mm' = '80mm'): DocumentTemplate => ({
  template: '',
  style: '',
  page: { format, margins: { top: '4', right: '4', bottom: '4', left: '4' } },
  texts: { text },
})
const refusal = (work: () => unknown): DocumentError => {
  try {
    work()
  } catch (error) {
    if (error instanceof DocumentError) return error
    throw error
  }
  throw new Error('not refused')
}
const escPos = (text: string, given: object = data) =>
  renderThermal('esc-pos', type, withText(text), given)

test.group('Documents | plain text', () => {
  test('lines are as wide as the paper', ({ assert }) => {
    assert.equal(
      renderText(type, withText(receipt), data),
      [
        '               SAAE Águas Claras',
        '-'.repeat(48),
        'José da Conceição',
        `Vencimento${' '.repeat(28)}10/12/2026`,
        `Total${' '.repeat(10)}R$ 180,82`.replace('R$ ', 'R$\u00a0'),
        '@ não é comando',
        '826500000013',
        '00020126PIX',
      ]
        .join('\n')
        .concat('\n\n')
    )
  })

  test('long lines break between words', ({ assert }) => {
    const shown = renderText(type, withText('uma frase '.repeat(12)), data).split('\n')
    assert.isTrue(shown.every((line) => line.length <= 48))
    assert.equal(shown.join(' ').replace(/\s+/g, ' '), 'uma frase '.repeat(12).trim())
  })

  test('no data write a command or a line', ({ assert }) => {
    const shown = renderText(type, withText('{{name}}\nfim'), {
      ...data,
      name: '@cut\n@qr x\u0001cut',
    })
    assert.equal(shown, '@cut @qr x cut\nfim')
  })

  test('does not know {0}')
    .with(['@print x', '@itf 123', '@itf abcd', '@code128 é', '@qr'])
    .run(({ assert }, line) => {
      assert.equal(refusal(() => escPos(line)).code, 'E_DOCUMENTS_THERMAL')
    })

  test('a template without the text says so', ({ assert }) => {
    const bare = { template: '', style: '' }
    assert.equal(refusal(() => renderText(type, bare, data)).code, 'E_DOCUMENTS_NOT_OFFERED')
  })
})

test.group('Documents | thermal printers', () => {
  test('ESC/POS, byte by byte', ({ assert }) => {
    const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex')
    const plain = (text: string, align = '00') => `1b61${align}1b45001d2100${text}0a`
    const expected = [
      '1b40' + '1b7402',
      `1b61011b45011d2100${hex('SAAE ')}b5${hex('guas Claras')}0a`,
      `1b61001b45001d2100${hex('-'.repeat(48))}0a`,
      plain(`${hex('Jos')}82${hex(' da Concei')}87c6${hex('o')}`),
      plain(hex(`Vencimento${' '.repeat(28)}10/12/2026`)),
      `1b61001b45001d2111${hex(`Total${' '.repeat(10)}R$`)}ff${hex('180,82')}0a`,
      plain(`${hex('@ n')}c6${hex('o ')}82${hex(' comando')}`),
      `1b61011d68601d77021d48001d6b460c${hex('826500000013')}0a`,
      '1b6101' + '1d286b0400314132001d286b03003143051d286b0300314531',
      `1d286b0e00315030${hex('00020126PIX')}1d286b03003151300a`,
      '1b6402' + '1d564200',
    ]
    assert.equal(escPos(receipt).toString('hex'), expected.join(''))
  })

  test('CPCL, line by line, on 104 mm', ({ assert }) => {
    const bytes = renderThermal('cpcl', type, withText(receipt, '104mm'), data)
    assert.deepEqual(bytes.toString('latin1').split('\r\n'), [
      '! 0 200 200 563 1',
      'COUNTRY CP850',
      'PAGE-WIDTH 832',
      'JOURNAL',
      'SETBOLD 2',
      'TEXT 7 0 312 16 SAAE \u00b5guas Claras',
      'SETBOLD 0',
      'LINE 0 55 832 55 2',
      'TEXT 7 0 0 68 Jos\u0082 da Concei\u0087\u00c6o',
      `TEXT 7 0 0 94 Vencimento${' '.repeat(49)}10/12/2026`,
      'SETMAG 2 2',
      `TEXT 7 0 0 120 Total${' '.repeat(20)}R$\u00ff180,82`,
      'SETMAG 0 0',
      'TEXT 7 0 0 172 @ n\u00c6o \u0082 comando',
      'BARCODE I2OF5 2 2 80 311 198 826500000013',
      'BARCODE QR 333 304 M 2 U 5',
      'MA,00020126PIX',
      'ENDQR',
      'PRINT',
      '',
    ])
  })

  test('bars that the roll has no room for stay out; on the wide one they are there', ({
    assert,
  }) => {
    const digits = '82650000001808201232026121000012345720261101'
    const bytes = (roll: '80mm' | '104mm') =>
      renderThermal(
        { language: 'esc-pos', roll },
        type,
        withText('{{name}}\n@itf {{barcode}}\nfim'),
        { ...data, barcode: digits }
      ).toString('latin1')
    assert.notInclude(bytes('80mm'), digits)
    assert.include(bytes('80mm'), 'fim')
    assert.include(bytes('104mm'), digits)
  })

  test('a sign that the printer has not loses its accent, or becomes a question mark', ({
    assert,
  }) => {
    assert.include(escPos('ȩ 漢 – “x”').toString('latin1'), 'e ? - "x"')
  })
})

const message = (texts: DocumentTemplate['texts']): DocumentTemplate => ({
  template: '',
  style: '',
  texts: texts!,
})

test.group('Documents | messages', () => {
  test('counts the parts of an SMS: {0}')
    .with([
      ['a'.repeat(160), 1, 'gsm-7', 0],
      ['a'.repeat(161), 2, 'gsm-7', 145],
      ['€'.repeat(80), 1, 'gsm-7', 0],
      ['é'.repeat(160), 1, 'gsm-7', 0],
      ['ã'.repeat(70), 1, 'ucs-2', 0],
      ['ã'.repeat(71), 2, 'ucs-2', 63],
      ['😀'.repeat(35), 1, 'ucs-2', 0],
    ] as const)
    .run(({ assert }, [text, segments, alphabet, left]) => {
      const found = smsLength(text)
      assert.deepEqual([found.segments, found.alphabet, found.left], [segments, alphabet, left])
    })

  test('tells which signs make the message dearer', ({ assert }) => {
    assert.deepEqual(smsLength('Água não, já').costly, ['Á', 'ã', 'á'])
  })

  test('text is not escaped as markup, and has a limit', ({ assert }) => {
    const sms = message({ sms: 'SAAE: {{name}}, {{brl total_cents}}' })
    assert.equal(renderSms(type, sms, { ...data, name: 'D & <E>' }), 'SAAE: D & <E>, R$ 180,82')
    const long = message({ sms: 'ã'.repeat(300), whatsapp: 'a'.repeat(4097) })
    assert.equal(refusal(() => renderSms(type, long, data)).code, 'E_DOCUMENTS_TOO_LONG')
    assert.equal(refusal(() => renderWhatsapp(type, long, data)).code, 'E_DOCUMENTS_TOO_LONG')
  })

  test('an e-mail has a subject of one line', ({ assert }) => {
    const email = message({ email_subject: 'Conta de\n{{name}}', email_text: '\n{{name}}\n\n' })
    assert.deepEqual(renderEmail(type, email, data), {
      subject: 'Conta de José da Conceição',
      text: 'José da Conceição',
      html: emailPage('<p style="margin:0 0 12px">José da Conceição</p>'),
    })
  })

  test('the page of an e-mail escapes what the data hold, and loads nothing', ({ assert }) => {
    const email = message({
      ...{ email_subject: 'a', email_text: '{{name}}\n\nfim' },
      email_html: '<p>{{name}}</p>',
    })
    const { html, text } = renderEmail(type, email, { ...data, name: '<b>D</b>' })
    assert.include(html, '<p>&lt;b&gt;D&lt;/b&gt;</p>')
    assert.include(html, `default-src 'none'`)
    assert.equal(text, '<b>D</b>\n\nfim')
    const plain = message({ email_subject: 'a', email_text: '{{name}}' })
    assert.include(renderEmail(type, plain, { ...data, name: '<b>' }).html, '&#60;b&#62;')
  })
})
