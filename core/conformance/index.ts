export { type ConformanceRow, conformance, readFailures } from './matrix.ts'
