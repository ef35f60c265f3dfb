import './host_packages.ts'

/** The root of the application and the importer that every entry point hands to the framework. */
export const APP_ROOT = new URL('../', import.meta.url)

export const importer = (filePath: string) =>
  filePath.startsWith('./') || filePath.startsWith('../')
    ? import(new URL(filePath, APP_ROOT).href)
    : import(filePath)
