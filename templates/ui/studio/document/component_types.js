/* The kinds of components on the canvas of a document, and what people may do with each. */

const LOCKED = {
  removable: false,
  draggable: false,
  droppable: false,
  copyable: false,
  editable: false,
  stylable: false,
  highlightable: true,
}
const has = (name) => (element) => Boolean(element.hasAttribute?.(name))
const isTag = (tag) => (element) => element.tagName?.toLowerCase() === tag
/** What stands between an opened and a closed command must not change its place alone. */
const NAMES = {
  'p': 'Parágrafo',
  'h1': 'Título',
  'h2': 'Título',
  'h3': 'Subtítulo',
  'table': 'Tabela',
  'thead': 'Cabeçalho da tabela',
  'tbody': 'Corpo da tabela',
  'tr': 'Linha',
  'td': 'Célula',
  'th': 'Célula de cabeçalho',
  'img': 'Imagem',
  'ul': 'Lista',
  'li': 'Item',
  'section': 'Seção',
  'article': 'Documento',
  'header': 'Cabeçalho',
  'footer': 'Rodapé',
  'div': 'Caixa',
  'span': 'Trecho',
  'b': 'Negrito',
  'strong': 'Negrito',
  'hb-block': 'Comando',
}

/** What people call a component. */
export function nameOf(component) {
  const attributes = component.getAttributes()
  if (attributes['data-hb-label']) return attributes['data-hb-label']
  if (component.is('doc-field')) return `Campo ${attributes.title ?? ''}`.trim()
  if (component.is('doc-locked')) return 'Trecho protegido'
  if (component.is('wrapper')) return 'Página'
  const tag = component.get('tagName')
  const [first] = component.getClasses()
  if (first === 'page-break') return 'Quebra de página'
  return NAMES[tag] ? (first ? `${NAMES[tag]} (${first})` : NAMES[tag]) : tag
}

/** GrapesJS plugin: the kinds that `to_components.js` names. */
export function documentTypes(editor) {
  const { Components } = editor
  const type = (name, isComponent, defaults, more = {}) =>
    Components.addType(name, { isComponent, model: { defaults }, ...more })

  type('doc-box', () => false, { name: 'Caixa' })
  type('doc-words', () => false, { name: 'Texto', editable: true }, { extend: 'text' })
  type('doc-image', () => false, { name: 'Imagem', void: true, droppable: false })
  type('doc-field', has('data-hb'), {
    name: 'Campo',
    droppable: false,
    editable: false,
    textable: true,
    highlightable: true,
    layerable: true,
  })
  type('doc-locked', isTag('hb-locked'), { ...LOCKED, name: 'Trecho protegido' })
  type('doc-block', isTag('hb-block'), { name: 'Comando', editable: false, stylable: false })
  type('doc-branch', isTag('hb-branch'), { ...LOCKED, droppable: true, name: 'Ramo' })
}
