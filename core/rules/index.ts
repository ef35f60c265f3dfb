export * from './browser.ts'
export { runExamples, type ExampleResult, type ExamplesReport } from './examples.ts'
export { checkFacts, checkOutcome } from './schema.ts'
