/** Words from which the demo company's people are made. Chinese words carry their pinyin, for e-mail addresses. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

type ChineseWord = { readonly han: string; readonly pinyin: string }

const chineseWords = (text: string): readonly ChineseWord[] =>
  words(text).map((word) => {
    const [han = '', pinyin = ''] = word.split(':')
    return { han, pinyin }
  })

export const westernGivenNames = words(`
  Alice Amelia Anna Arthur Beatrice Benjamin Catherine Charles Clara Daniel David Edith Edward Eleanor Elizabeth Emily
  Florence Frances Frederick George Grace Hannah Harriet Harry Helen Henry Ida Isaac Isabel Jack James Jane Joseph
  Julia Laura Lewis Louise Lucy Martha Martin Matilda Michael Nora Oliver Oscar Patrick Paul Peter Philip Rachel Robert
  Rose Ruth Samuel Sarah Simon Sophie Stephen Susan Theodore Thomas Victoria Walter William`)

export const westernFamilyNames = words(`
  Abbott Ainsley Ashdown Barlow Beckett Birchwood Bradley Brook Calder Carver Chandler Clifton Cooper Cranfield Dalton
  Dunmore Eastwood Ellery Farrow Fenwick Fletcher Foxley Garland Glover Greenhill Hadley Hartwell Haywood Holloway
  Hurst Kendrick Kingsley Langford Larkin Lockwood Marsden Mayfield Merton Norcott Oakley Orchard Parfitt Pemberton
  Penrose Quayle Radcliffe Redfern Rowley Sandford Sedgwick Shelby Stanhope Sutcliffe Tanner Thornbury Underhill
  Vane Wakeley Westbrook Whitlock Winslow Woodville Yardley`)

export const chineseFamilyNames = chineseWords(`
  王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 赵:zhao 黄:huang 周:zhou 吴:wu 徐:xu 孙:sun 胡:hu 朱:zhu 高:gao
  林:lin 何:he 郭:guo 马:ma 罗:luo 梁:liang 宋:song 郑:zheng 谢:xie 韩:han 唐:tang 冯:feng 于:yu 董:dong 萧:xiao
  程:cheng 曹:cao 袁:yuan 邓:deng 许:xu 傅:fu 沈:shen 曾:zeng 彭:peng 吕:lv 欧阳:ouyang 司马:sima 上官:shangguan`)

export const chineseGivenNames = chineseWords(`
  晓梅:xiaomei 思远:siyuan 雨桐:yutong 子轩:zixuan 佳怡:jiayi 浩然:haoran 静怡:jingyi 志强:zhiqiang 丽华:lihua
  明哲:mingzhe 雅琪:yaqi 俊杰:junjie 欣然:xinran 建国:jianguo 秀兰:xiulan 文博:wenbo 梓涵:zihan 春燕:chunyan
  立新:lixin 海燕:haiyan 一鸣:yiming 若兰:ruolan 天佑:tianyou 诗涵:shihan 国栋:guodong 玉珍:yuzhen 嘉豪:jiahao
  芳:fang 伟:wei 敏:min 磊:lei 娜:na 强:qiang 静:jing 洋:yang 艳:yan 勇:yong 杰:jie 婷:ting`)
