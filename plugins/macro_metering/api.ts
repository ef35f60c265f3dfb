export { type ExportedWater, exportedTreatedWater } from './services/exported_water.ts'
