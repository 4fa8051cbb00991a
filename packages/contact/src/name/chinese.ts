import { isHan } from '../text/script.ts'

/** Surnames of two characters, in simplified and traditional script (百家姓, and those in use that it lacks). */
const compoundSurnames = new Set(
  (
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 司徒 司空 夏侯 ' +
    '轩辕 軒轅 端木 独孤 獨孤 南宫 南宮 西门 西門 百里 呼延 东郭 東郭 南门 南門 赫连 赫連 澹台 澹臺 公冶 宗政 濮阳 濮陽 ' +
    '淳于 单于 單于 太叔 申屠 公羊 仲孙 仲孫 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 亓官 司寇 巫马 巫馬 壤驷 壤駟 公良 漆雕 乐正 樂正 ' +
    '宰父 谷梁 穀梁 拓跋 夹谷 夾谷 段干 左丘 东门 東門 第五 梁丘 纳兰 納蘭 叶赫 葉赫 完颜 完顏 耶律 万俟 爱新觉罗'
  ).split(' '),
)
const longestSurname = 4

/** A name in Han script, family name first. */
export type ChineseName = { readonly family: string; readonly given: string; readonly full: string }

/**
 * Splits a Chinese name. Compound surnames are known; a name of two characters is one and one, whatever they are; a
 * transcribed name (买买提·艾合买提) has no family name and begins with the given one.
 * @returns nothing when the text is not a name in Han script (six characters at most, unless a dot stands in it)
 */
export const splitChineseName = (text: string): ChineseName | undefined => {
  const parts = text
    .normalize('NFKC')
    .trim()
    .split(/[·•・]/u)
  const full = parts.join('·').replaceAll(/\s/g, '')
  if (!isHan(full) || full.length > 24) return undefined
  if (parts.length > 1) return { family: '', given: parts[0]!.trim(), full }
  // A blank between the two parts leaves nothing to guess: 欧阳 修.
  const [first, second, ...more] = text.normalize('NFKC').trim().split(/\s+/)
  if (second !== undefined && more.length === 0 && first!.length + second.length > 2) {
    const isSplit = first!.length === 1 || compoundSurnames.has(first!)
    if (isSplit) return { family: first!, given: second, full }
  }
  if (full.length > 6) return undefined
  if (full.length === 1) return { family: full, given: '', full }
  for (let length = Math.min(longestSurname, full.length - 1); length >= 2; length -= 1) {
    if (compoundSurnames.has(full.slice(0, length)))
      return { family: full.slice(0, length), given: full.slice(length), full }
  }
  return { family: full.slice(0, 1), given: full.slice(1), full }
}
