package xray

import (
	"github.com/xtls/xray-core/features/routing"
)

// exitRouter sends a user's traffic to the user's own exit where no rule says otherwise.
type exitRouter struct {
	routing.Router
	engine *Engine
}

// PickRoute implements routing.Router.
func (r *exitRouter) PickRoute(ctx routing.Context) (routing.Route, error) {
	route, err := r.Router.PickRoute(ctx)
	if err == nil {
		return route, nil
	}
	if known := r.engine.user(ctx.GetInboundTag(), ctx.GetUser()); known != nil && known.Exit != "" {
		return exitRoute{ctx, known.Exit}, nil
	}
	return nil, err
}

type exitRoute struct {
	routing.Context
	tag string
}

// GetOutboundTag implements routing.Route.
func (r exitRoute) GetOutboundTag() string { return r.tag }

// GetOutboundGroupTags implements routing.Route.
func (exitRoute) GetOutboundGroupTags() []string { return nil }

// GetRuleTag implements routing.Route.
func (exitRoute) GetRuleTag() string { return "" }
