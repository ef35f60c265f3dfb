import { type DocumentType, schemaParts as s } from '#core/documents/index'

export interface SheetItem {
  readonly position: number
  readonly registration_number: string
  readonly address: string
  readonly district: string
  readonly meter: string | null
  /** What to do there when it is not to read: `não ler`, `sem hidrômetro`. */
  readonly note: string | null
  /** Meters of alternative sources that are read at the same visit: `Poço 123-F1, hidrômetro P1`. */
  readonly sources: readonly string[]
}

export interface SheetData {
  readonly utility: string
  readonly route: string
  readonly group: string
  readonly reference: string
  readonly load: string
  readonly issued_on: string
  readonly issued_by: string
  readonly occurrences: readonly { readonly code: string; readonly title: string }[]
  readonly items: readonly SheetItem[]
}

const MOST_ITEMS = 5000

const schema = {
  ...s.object('Boletim de leitura', {
    utility: s.text('Prestador', 120),
    route: s.text('Roteiro', 120),
    group: s.text('Grupo de faturamento', 120),
    reference: s.month('Referência'),
    load: s.digits('Número da carga', 1, 18),
    issued_on: s.date('Data de emissão'),
    issued_by: s.text('Quem emitiu', 120),
    occurrences: s.list(
      'Ocorrências',
      s.object('Ocorrência', { code: s.text('Código', 8), title: s.text('Descrição', 60) }),
      60
    ),
    items: s.list(
      'Imóveis, na ordem da leitura',
      s.object('Imóvel', {
        position: s.count('Posição'),
        registration_number: s.digits('Matrícula com dígito', 2, 18),
        address: s.text('Endereço', 300),
        district: s.text('Bairro', 120),
        meter: s.orNull(s.text('Hidrômetro', 30)),
        note: s.orNull(s.text('Quando não é para ler', 40)),
        sources: s.list('Fontes alternativas a ler', s.text('Fonte e hidrômetro', 160), 9),
      }),
      MOST_ITEMS
    ),
  }),
  $id: 'aqueduto:readings.sheet',
}

const template = `<article class="sheet">
  <header>
    <h1>Boletim de leitura</h1>
    <p>{{utility}}</p>
    <p><strong>Roteiro {{route}}</strong> · {{group}} · referência {{refMonth reference}} · carga {{load}} · emitido em {{date issued_on}} por {{issued_by}}</p>
    <p class="who">Leiturista: ______________________ &nbsp; Data: ____/____/______ &nbsp; Início: ____:____ &nbsp; Fim: ____:____</p>
  </header>
  <table>
    <thead><tr><th>Ordem</th><th>Matrícula</th><th>Endereço</th><th>Hidrômetro</th><th class="blank">Leitura</th><th class="blank">Ocorrência</th></tr></thead>
    <tbody>
      {{#each items}}
      <tr><td class="num">{{position}}</td><td>{{registration registration_number}}</td><td>{{address}}<br><small>{{district}}</small></td><td>{{#if meter}}{{meter}}{{else}}—{{/if}}</td><td class="blank">{{#if note}}{{note}}{{/if}}</td><td class="blank"></td></tr>
      {{#each sources}}
      <tr><td></td><td></td><td colspan="2">Fonte alternativa: {{this}}</td><td class="blank"></td><td class="blank"></td></tr>
      {{/each}}
      {{/each}}
    </tbody>
  </table>
  <footer><strong>Ocorrências:</strong> {{#each occurrences}}{{code}} {{title}}{{#unless @last}} · {{/unless}}{{/each}}</footer>
</article>
`

const style = `.sheet { font-size: 9pt; line-height: 1.3 }
.sheet header p { margin: 0 0 1mm }
.sheet h1 { margin: 0; font-size: 14pt; color: #083f63 }
.sheet .who { margin: 3mm 0 }
.sheet table { width: calc(100% - 0.4mm); border-collapse: collapse }
.sheet th, .sheet td { border: 0.2mm solid #5a6b79; padding: 1mm 1.5mm; text-align: left; vertical-align: top }
.sheet th { font-size: 8pt }
.sheet thead { display: table-header-group }
.sheet tr { break-inside: avoid }
.sheet .num { text-align: right }
.sheet .blank { width: 26mm; color: #5a6b79 }
.sheet small { color: #5a6b79 }
.sheet footer { margin-top: 4mm; font-size: 8pt }
`

const sample: SheetData = {
  utility: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
  route: '01.02 · Jardim Primavera',
  group: '01 Centro',
  reference: '2026-11',
  load: '17',
  issued_on: '2026-11-20',
  issued_by: 'Elisa Prado',
  occurrences: [
    { code: '01', title: 'Imóvel fechado' },
    { code: '03', title: 'Hidrômetro quebrado ou parado' },
  ],
  items: [
    {
      ...{ position: 1, registration_number: '000123457', address: 'Rua das Palmeiras, 120' },
      ...{ district: 'Jardim Primavera', meter: 'A21L123456', note: null },
      sources: ['Poço 000123457-F1, hidrômetro P21A0001'],
    },
    {
      ...{
        position: 2,
        registration_number: '000999997',
        address: 'Rua das Palmeiras, 124, casa 2',
      },
      ...{ district: 'Jardim Primavera', meter: null, note: 'sem hidrômetro', sources: [] },
    },
  ],
}

/** The route on paper, for days when no device can be used (TR-3.2.4.9). */
export const sheetDocument: DocumentType<SheetData> = {
  name: 'readings.sheet',
  title: 'Boletim de leitura',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 12, right: 10, bottom: 14, left: 12 } },
  outputs: ['html', 'pdf'],
}
