import { test } from '@japa/runner'
import { PdfRenderer, renderHtml, validateData } from '#core/documents/index'
import { invoiceDocument } from '../../documents/invoice/type.ts'
import type { InvoiceData } from '../../documents/invoice/types.ts'

/** The sample, changed. */
function invoice(change: (data: InvoiceData) => void = () => {}): InvoiceData {
  const data = structuredClone(invoiceDocument.sample)
  change(data)
  return data
}

/** The words of the printed invoice, without markup. */
function words(data: InvoiceData): string {
  const html = renderHtml(invoiceDocument, null, data)
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

const cents = (values: readonly { amount_cents: string }[]) =>
  values.reduce((sum, value) => sum + BigInt(value.amount_cents), 0n)

test.group('Billing | invoice document: data', () => {
  test('accepts the sample and closes every object', ({ assert }) => {
    assert.doesNotThrow(() => validateData(invoiceDocument, invoice()))
    for (const path of ['', 'utility', 'document', 'premise', 'reading', 'payment', 'rules']) {
      const data = invoice() as unknown as Record<string, Record<string, unknown>>
      Object.assign(path === '' ? data : data[path]!, { unforeseen: 1 })
      assert.throws(() => validateData(invoiceDocument, data), /unforeseen/)
    }
  })

  test('requires every property, and money as text', ({ assert }) => {
    const lacking = invoice() as unknown as { tariff?: unknown }
    delete lacking.tariff
    assert.throws(() => validateData(invoiceDocument, lacking), /tariff/)
    const float = invoice((data) => Object.assign(data.document, { total_cents: 180.82 }))
    assert.throws(() => validateData(invoiceDocument, float), /total_cents/)
  })

  test('the sample adds up, to the barcode', ({ assert }) => {
    const { groups, gross_cents: gross, document, payment } = invoice()
    for (const group of groups) {
      assert.equal(cents(group.lines), BigInt(group.subtotal_cents))
      for (const line of group.lines) {
        if (line.brackets.length > 0) assert.equal(cents(line.brackets), BigInt(line.amount_cents))
      }
    }
    assert.equal(cents(groups.flatMap((group) => group.lines)), BigInt(gross))
    assert.equal(BigInt(payment!.barcode!.slice(4, 15)), BigInt(document.total_cents))
    assert.equal(payment!.line!.map((block) => block.slice(0, 11)).join(''), payment!.barcode)
  })
})

test.group('Billing | invoice document: print', (group) => {
  let renderer: PdfRenderer
  group.setup(() => {
    renderer = new PdfRenderer({ pages: 1 })
    return () => renderer.close()
  })
  const pageCount = async (data: InvoiceData) => {
    const pdf = await renderer.renderPdf(renderHtml(invoiceDocument, null, data))
    return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length
  }

  test('shows what the law asks for, with the CPF masked', ({ assert }) => {
    const text = words(invoice())
    for (const expected of [
      '00012345-7',
      '***.456.789-**',
      '11/2026',
      '10/12/2026',
      'R$ 180,82',
      '0800 065 0195',
      'Agência Reguladora',
      'Decreto 5.440/2005',
      'Resolução ARIS nº 14/2026, em vigor desde 01/07/2026',
      'Não constam débitos',
      'Prefeitura de Vale das Águas, CNPJ 98.765.432/0001-98',
      '82650000001-1',
      'Regras de cálculo 3f9a1c7be24d6058',
    ]) {
      assert.include(text, expected)
    }
    assert.notInclude(text, '12345678909')
  })

  test('fits one page', async ({ assert }) => {
    assert.equal(await pageCount(invoice()), 1)
  }).timeout(60_000)

  test('a second copy with notices, average consumption and a condominium share fits one page', async ({
    assert,
  }) => {
    const data = invoice((draft) => {
      draft.document.second_copy_on = '2026-12-01'
      draft.debts = {
        as_of: '2026-11-20',
        count: 2,
        total_cents: '21437',
        notice: 'Aviso. '.repeat(30),
      }
      Object.assign(draft.reading!, {
        kind: 'average',
        kind_text: 'Média',
        current_value: null,
        measured_m3: null,
        note: 'Portão fechado: faturado pela média de 12 meses.',
      })
      draft.share = {
        master_registration: '000120008',
        method: 'igual entre unidades',
        total_m3: '280',
        units: 20,
        share_m3: '14',
      }
      draft.water_quality = null
    })
    const text = words(data)
    assert.include(text, '2ª via')
    assert.include(text, '2 faturas vencidas: R$ 214,37')
    assert.include(text, 'Rateio do condomínio')
    assert.include(text, 'não estão impressos nesta fatura')
    assert.equal(await pageCount(data), 1)
  }).timeout(60_000)

  test('with nothing to pay it has no barcode and no Pix', async ({ assert }) => {
    const data = invoice((draft) => {
      draft.document.total_cents = '0'
      draft.payment = null
    })
    assert.include(words(data), 'Nada a pagar')
    assert.notInclude(renderHtml(invoiceDocument, null, data), '<svg class="barcode')
    assert.equal(await pageCount(data), 1)
  }).timeout(60_000)

  test('shows withholdings tax by tax, on one page', async ({ assert }) => {
    const data = invoice((draft) => {
      draft.withholdings = [
        { tax: 'IR', rate_percent: '4.80', amount_cents: '868' },
        { tax: 'CSLL', rate_percent: '1.00', amount_cents: '181' },
        { tax: 'COFINS', rate_percent: '3.00', amount_cents: '542' },
        { tax: 'PIS/PASEP', rate_percent: '0.65', amount_cents: '118' },
      ]
      draft.document.total_cents = '16373'
    })
    const text = words(data)
    for (const expected of ['IR 4,80% −8,68', 'PIS/PASEP 0,65% −1,18', '163,73']) {
      assert.include(text, expected)
    }
    assert.equal(await pageCount(data), 1)
  }).timeout(60_000)

  test('shows the electronic fiscal document, on one page', async ({ assert }) => {
    const data = invoice((draft) => {
      draft.fiscal = {
        number: '12345',
        series: '1',
        access_key: '51261112345678000195750010000123451000123450',
        authorised_at: '20/11/2026 10:12:44',
        protocol: '151260000012345',
        url: 'https://www.sefaz.mt.gov.br/nfag/consulta?chNFAg=51261112345678000195750010000123451000123450&tpAmb=1',
      }
    })
    assert.include(words(data), '5126 1112 3456 7800 0195')
    assert.equal(await pageCount(data), 1)
  }).timeout(60_000)

  test('forty lines continue on a second page', async ({ assert }) => {
    const data = invoice((draft) => {
      const { lines } = draft.groups[0]!
      lines.push(...Array.from({ length: 36 }, () => lines[3]!))
    })
    assert.equal(await pageCount(data), 2)
  }).timeout(60_000)
})
