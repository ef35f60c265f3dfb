/* What can be put on the canvas: each block is a piece of template, so that the canvas and the text say the same. */

const text = (content) => () => content

/** Blocks that ask for a field name the kinds of fields that fit. */
export const BLOCKS = [
  { id: 'text', title: 'Texto', piece: text('<p>Escreva aqui.</p>') },
  { id: 'heading', title: 'Título', piece: text('<h2>Título</h2>') },
  {
    id: 'columns',
    title: 'Colunas',
    piece: text(
      '<div style="display:flex;gap:6mm"><div style="flex:1"><p>Coluna 1</p></div><div style="flex:1"><p>Coluna 2</p></div></div>'
    ),
  },
  {
    id: 'table',
    title: 'Tabela em branco',
    piece: text(
      '<table style="width:100%;border-collapse:collapse"><tbody><tr><th style="border:0.2mm solid #5b6875;padding:1mm">A</th><th style="border:0.2mm solid #5b6875;padding:1mm">B</th></tr><tr><td style="border:0.2mm solid #5b6875;padding:1mm">1</td><td style="border:0.2mm solid #5b6875;padding:1mm">2</td></tr></tbody></table>'
    ),
  },
  { id: 'page-break', title: 'Quebra de página', piece: text('<div class="page-break"></div>') },
  { id: 'image', title: 'Imagem ou marca', asks: 'file' },
  { id: 'list', title: 'Tabela de uma lista', kinds: ['list'] },
  {
    id: 'field',
    title: 'Campo',
    kinds: ['text', 'count', 'month', 'cnpj', 'tax_id', 'postal_code', 'registration', 'decimal'],
  },
  { id: 'amount', title: 'Valor em R$', kinds: ['cents'] },
  { id: 'date', title: 'Data', kinds: ['date'] },
  {
    id: 'barcode',
    title: 'Código de barras',
    kinds: ['text', 'registration'],
    piece: (written) => `{{#if ${written}}}{{itf ${written} width=103 height=13}}{{/if}}`,
  },
  {
    id: 'qr',
    title: 'QR Code',
    kinds: ['text', 'registration'],
    piece: (written) => `{{#if ${written}}}{{qr ${written} size=30}}{{/if}}`,
  },
  {
    id: 'condition',
    title: 'Só quando houver',
    kinds: ['flag', 'text', 'cents', 'date', 'list', 'object', 'month', 'decimal'],
    piece: (written) =>
      `{{#if ${written}}}<p>Aparece quando houver.</p>{{else}}<p>Aparece quando não houver.</p>{{/if}}`,
  },
]
