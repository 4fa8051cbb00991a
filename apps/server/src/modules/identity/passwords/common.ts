/**
 * Words that people make passwords of, from which the common ones are recognised: a list of the passwords themselves would
 * be long and still miss `Summer2027!`. Written down from general knowledge of how passwords are chosen, in English and pinyin.
 */
export const commonWords: readonly string[] = `
  password passwort passwd pass secret letmein access login signin welcome changeme admin administrator root
  user guest test demo default master system server owner candor company office customer account computer
  internet google facebook microsoft iloveyou love lovely forever friend family mother father baby angel
  princess prince king queen hello goodbye whatever nothing freedom trustno shadow hunter ninja pirate dragon
  monkey tiger lion eagle horse kitten puppy chicken butterfly dolphin panda football baseball basketball
  soccer hockey liverpool arsenal chelsea barcelona yankees superman batman spiderman starwars pokemon pikachu
  minecraft naruto harley mustang ferrari michael jordan jennifer jessica michelle charlie thomas daniel
  robert andrew ashley summer winter autumn spring sunshine flower rainbow cookie chocolate cheese banana
  january february march april june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday london paris newyork beijing shanghai china england america australia money
  dollar business qwerty asdf zxcv qazwsx woaini wobuzhidao mima nihao aini baobei laogong laopo zhongguo
  woaiwojia wang zhang samsung apple android matrix killer hannah nicole buster pepper ginger`
  .trim()
  .split(/\s+/)

/** Rows of keys and the alphabet: four neighbours or more of one of them, forwards or backwards, are a run. */
export const keyRows: readonly string[] = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
]
