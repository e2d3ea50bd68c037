/** Words that guessers try first. Collected by ourselves: what keyboards, logins, seasons, teams and films suggest. */
export const obviousWords: readonly string[] = [
  'password passwort passwd parola contrasena motdepasse secret private letmein openup trustno trustme changeme default',
  'admin administrator root superuser user username guest owner operator manager support service system server master',
  'login signin welcome hello test testing demo example sample temp temporary vortex vortexpanel panel dashboard vpn',
  'wireguard openvpn xray proxy internet network computer laptop windows linux ubuntu debian android iphone samsung',
  'google facebook telegram whatsapp instagram youtube twitter amazon microsoft apple nokia sony nintendo playstation',
  'love iloveyou lovely loveme sweet sweety honey baby babygirl darling princess prince angel heart kiss forever family',
  'mother father sister brother friend friends summer winter spring autumn january february march april june july august',
  'september october november december monday tuesday wednesday thursday friday saturday sunday sunshine rainbow flower',
  'dragon monkey tiger lion eagle falcon shadow ninja killer hunter ranger soldier samurai pirate wizard warrior legend',
  'football baseball basketball hockey soccer tennis chelsea arsenal liverpool barcelona madrid juventus spartak zenit',
  'superman batman spiderman pokemon naruto matrix starwars gandalf hogwarts harrypotter minecraft fortnite warcraft',
  'michael michelle jennifer jessica daniel thomas robert charlie andrew joshua matthew anthony nicole ashley amanda',
  'alexander natasha andrey sergey dmitry ivan maria anna elena olga vladimir pavel oleg igor marina svetlana ksenia',
  'cheese chocolate cookie coffee pepper ginger banana orange cherry strawberry pizza burger whisky vodka beer',
  'money dollar million business company office work worker boss money freedom power magic lucky happy smile genius',
  'mustang ferrari porsche mercedes corvette harley yamaha toyota honda london paris berlin moscow moskva kiev russia',
  'america england germany france italia canada qwerty qwertz azerty asdf zxcv qazwsx abcd correct horse battery staple',
]
  .join(' ')
  .split(' ');
