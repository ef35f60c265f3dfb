// The rules of the office in the browser: the same checks, the same evaluators, no code made from text.
import * as rules from '../../../core/rules/browser.ts'

globalThis.aquedutoRules = Object.freeze({ ...rules })
