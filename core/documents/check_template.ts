import type { DocumentTemplate, DocumentTexts, DocumentType } from './document_type.ts'
import { inPart } from './errors.ts'
import { checkStyle } from './head.ts'
import { checkPaths } from './path_check.ts'
import { compileTemplate, parseTemplate } from './render_html.ts'
import { markCommands } from './thermal/lines.ts'

/**
 * Checks a template whole, without data: syntax, commands, fields, markup and style, of each of its faces.
 * @throws DocumentError with its part
 */
export function checkTemplateOf(type: DocumentType, template: DocumentTemplate): void {
  inPart('style', () => checkStyle(template.style))
  inPart('template', () => {
    compileTemplate(template.template)
    checkPaths(type, parseTemplate(template.template))
  })
  for (const [face, source] of Object.entries(template.texts ?? {})) {
    inPart(`texts/${face}`, () => {
      const ready = face === ('text' satisfies keyof DocumentTexts) ? markCommands(source) : source
      compileTemplate(
        ready,
        face === ('email_html' satisfies keyof DocumentTexts) ? 'markup' : 'text'
      )
      checkPaths(type, parseTemplate(ready))
    })
  }
}
