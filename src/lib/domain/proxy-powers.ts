/** What a proxy may do for the person (民法典 161–165; F031): 递交, 签字, 领取, 缴费. */
export const proxyPowers = ['submit', 'sign', 'collect', 'pay'] as const;
export type ProxyPower = (typeof proxyPowers)[number];

/** What people usually give; money is named on its own. */
export const USUAL_POWERS = 'submit,sign,collect';
