import type { State } from '../state.ts'

/** What a product is called; its code where it is not known here. */
export function productName(code: string, { products, language }: Pick<State, 'products' | 'language'>): string {
  return products.get(code)?.[language] ?? code
}

/** Room for it in a list: names of products are longer in English. */
export const productCells = { en: 22, 'zh-Hans': 13, 'zh-Hant': 13 } as const
