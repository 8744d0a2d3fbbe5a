/** The token under which the platform's configuration is injected. */
export const PLATFORM_CONFIG = Symbol('PlatformConfig')
